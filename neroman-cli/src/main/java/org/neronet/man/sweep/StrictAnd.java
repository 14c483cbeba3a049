package org.neronet.man.sweep;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.booleans.InfixAndOperator;
import com.ezylang.evalex.parser.Token;

/** {@code and} between conditions; numbers are not taken for conditions. */
@InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_AND, operandsLazy = true)
final class StrictAnd extends InfixAndOperator {
    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
            throws EvaluationException {
        var first = condition(expression, token, operands[0]);
        return first.getBooleanValue() ? condition(expression, token, operands[1]) : first;
    }

    /** The value of an operand that has not been computed yet. */
    static EvaluationValue condition(Expression expression, Token token, EvaluationValue operand)
            throws EvaluationException {
        return checked(token, expression.evaluateSubtree(operand.getExpressionNode()));
    }

    static EvaluationValue checked(Token token, EvaluationValue value) throws EvaluationException {
        if (!value.isBooleanValue()) {
            throw new EvaluationException(
                    token, "and, or and not take conditions, such as lr > 0.05, not " + value.getValue());
        }
        return value;
    }
}
