package org.neronet.man.sweep;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.functions.FunctionParameter;
import com.ezylang.evalex.functions.basic.RoundFunction;
import com.ezylang.evalex.parser.Token;
import java.math.BigDecimal;

/** The library's rounding, to at most 30 digits: a billion of them would fill the memory. */
@FunctionParameter(name = "value")
@FunctionParameter(name = "digits")
final class BoundedRound extends RoundFunction {
    private static final BigDecimal MOST = BigDecimal.valueOf(30);

    @Override
    public EvaluationValue evaluate(Expression expression, Token token, EvaluationValue... values) {
        if (values[1].isNumberValue() && values[1].getNumberValue().abs().compareTo(MOST) > 0) {
            throw new ArithmeticException("round takes up to 30 digits");
        }
        return super.evaluate(expression, token, values);
    }
}
