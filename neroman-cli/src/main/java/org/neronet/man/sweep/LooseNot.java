package org.neronet.man.sweep;

import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.PrefixOperator;
import com.ezylang.evalex.operators.booleans.PrefixNotOperator;

/** Python's {@code not}, which binds less than comparisons: {@code not layers == 1} is {@code not (layers == 1)}. */
@PrefixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_AND + 1)
final class LooseNot extends PrefixNotOperator {}
