package org.neronet.man.sweep;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.booleans.InfixOrOperator;
import com.ezylang.evalex.parser.Token;

/** {@code or} between conditions; numbers are not taken for conditions. */
@InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_OR, operandsLazy = true)
final class StrictOr extends InfixOrOperator {
    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
            throws EvaluationException {
        var first = StrictAnd.condition(expression, token, operands[0]);
        return first.getBooleanValue() ? first : StrictAnd.condition(expression, token, operands[1]);
    }
}
