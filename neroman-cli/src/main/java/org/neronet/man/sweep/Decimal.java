package org.neronet.man.sweep;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;

/** Numbers as a sweep makes and writes them: exact in decimal, then the shortest text of the nearest double, as Python's repr. */
final class Decimal {
    /** Enough that one rounding to double at the end is the only one that counts. */
    static final MathContext EXACT = MathContext.DECIMAL128;

    private static final int LONG_DIGITS = 18;
    private static final int LARGEST_EXPONENT = 400;

    private Decimal() {}

    /** The digits as they were written; empty for what is no finite number. */
    static Optional<BigDecimal> of(Scalar scalar) {
        if (scalar.value() instanceof Double number) {
            return Double.isFinite(number) ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
        }
        if (scalar.value() instanceof BigInteger big) {
            return Optional.of(new BigDecimal(big));
        }
        return scalar.value() instanceof Long whole ? Optional.of(BigDecimal.valueOf(whole)) : Optional.empty();
    }

    static boolean isWhole(Scalar scalar) {
        return scalar.value() instanceof Long || scalar.value() instanceof BigInteger;
    }

    /** A whole number, written without a point. */
    static Scalar whole(BigInteger number, Mark at) {
        var text = number.toString();
        boolean small = number.abs().toString().length() <= LONG_DIGITS;
        return new Scalar(text, small ? (Object) number.longValueExact() : number, true, at, at);
    }

    /** A float, written so that it reads back as the same double. */
    static Scalar real(double number, Mark at) {
        return new Scalar(text(number), number, true, at, at);
    }

    static Scalar real(BigDecimal number, Mark at) {
        return real(number.doubleValue(), at);
    }

    /** A whole number where it is one, else a float; empty when it is too large for either. */
    static Optional<Scalar> either(BigDecimal number, Mark at) {
        if (Math.abs((long) number.precision() - number.scale()) > LARGEST_EXPONENT) {
            return number.signum() == 0 ? Optional.of(whole(BigInteger.ZERO, at)) : Optional.empty();
        }
        var plain = number.stripTrailingZeros();
        if (plain.scale() <= 0) {
            return Optional.of(whole(plain.toBigInteger(), at));
        }
        double real = number.doubleValue();
        return Double.isFinite(real) ? Optional.of(real(real, at)) : Optional.empty();
    }

    /** {@code 0.1}, {@code 100.0}, {@code 1e-05}, {@code 1e+16}: what Python prints. */
    static String text(double number) {
        if (number == 0 || !Double.isFinite(number)) {
            return Double.toString(number);
        }
        var shortest = new BigDecimal(Shortest.text(number)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            return shortest.scale() <= 0 ? shortest.toBigInteger() + ".0" : shortest.toPlainString();
        }
        var digits = shortest.unscaledValue().abs().toString();
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (number < 0 ? "-" : "") + mantissa + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** Before Java 19 {@code Double.toString} is not always the shortest text. */
    private static final class Shortest {
        static String text(double number) {
            for (int digits = 1; digits < 17; digits++) {
                var rounded = new BigDecimal(number).round(new MathContext(digits));
                if (rounded.doubleValue() == number) {
                    return rounded.toString();
                }
            }
            return Double.toString(number);
        }
    }
}
