package org.neronet.man.sweep;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.Token;

/**
 * An operator of the library that takes only operands of one kind, which the library would silently turn into each other:
 * {@code 0 < lr < 1} would compare true with a number, and {@code +} would join texts.
 *
 * @param numbersOnly whether both must be numbers; otherwise they must be alike
 */
record KindCheck(OperatorIfc operator, boolean numbersOnly) implements OperatorIfc {
    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
            throws EvaluationException {
        var first = operands[0].getDataType();
        var second = operands[1].getDataType();
        if (first != second || numbersOnly && !operands[0].isNumberValue()) {
            var wanted = numbersOnly ? "two numbers" : "two numbers, two texts or two conditions";
            throw new EvaluationException(
                    token,
                    "'" + token.getValue() + "' takes " + wanted + ", not " + kind(operands[0]) + " and "
                            + kind(operands[1]));
        }
        return operator.evaluate(expression, token, operands);
    }

    private static String kind(EvaluationValue value) {
        return value.isNumberValue() ? "a number" : value.isStringValue() ? "a text" : "true or false";
    }

    @Override
    public int getPrecedence() {
        return operator.getPrecedence();
    }

    @Override
    public int getPrecedence(ExpressionConfiguration configuration) {
        return operator.getPrecedence(configuration);
    }

    @Override
    public boolean isLeftAssociative() {
        return operator.isLeftAssociative();
    }

    @Override
    public boolean isPrefix() {
        return operator.isPrefix();
    }

    @Override
    public boolean isPostfix() {
        return operator.isPostfix();
    }

    @Override
    public boolean isInfix() {
        return operator.isInfix();
    }

    @Override
    public boolean isOperandLazy() {
        return operator.isOperandLazy();
    }
}
