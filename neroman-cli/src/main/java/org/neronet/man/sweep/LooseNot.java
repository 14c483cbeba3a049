package org.neronet.man.sweep;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.AbstractOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.PrefixOperator;
import com.ezylang.evalex.parser.Token;

/** Python's {@code not}, which binds less than comparisons: {@code not layers == 1} is {@code not (layers == 1)}. */
@PrefixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_AND + 1)
final class LooseNot extends AbstractOperator {
    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
            throws EvaluationException {
        return EvaluationValue.booleanValue(
                !StrictAnd.checked(token, operands[0]).getBooleanValue());
    }
}
