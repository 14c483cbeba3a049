package org.neronet.man.sweep;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixPowerOfOperator;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;

/** The library's power, for numbers with which it ends at once: it would compute 9^9^9^9 for hours. */
@InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_POWER, leftAssociative = false)
final class BoundedPower extends InfixPowerOfOperator {
    private static final BigDecimal MOST = BigDecimal.valueOf(1000);
    private static final int DIGITS = 40;

    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... operands)
            throws EvaluationException {
        for (var operand : operands) {
            if (operand.isNumberValue() && !isSmall(operand.getNumberValue())) {
                throw new EvaluationException(
                        token, "numbers of a power must be within 40 digits, the exponent up to 1000");
            }
        }
        if (operands[1].isNumberValue() && operands[1].getNumberValue().abs().compareTo(MOST) > 0) {
            throw new EvaluationException(token, "the exponent of a power must be within 1000");
        }
        return super.evaluate(expression, token, operands);
    }

    private static boolean isSmall(BigDecimal number) {
        return Math.abs(number.scale()) <= DIGITS && number.precision() <= DIGITS;
    }
}
