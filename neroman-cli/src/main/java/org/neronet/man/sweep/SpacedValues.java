package org.neronet.man.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mark;

/**
 * Makes the values of {@code linspace}, {@code logspace} and {@code geomspace} as NumPy does, if their ends allow.
 *
 * @param first the first number written
 * @param last the second
 * @param count how many values there are, from 1
 * @param at where they were written
 */
record SpacedValues(BigDecimal first, BigDecimal last, int count, Mark at) {
    private static final BigDecimal LARGEST_EXPONENT = BigDecimal.valueOf(300);

    /** Enough to hide what logarithms lose, so that a power of ten in the middle comes out as such. */
    private static final MathContext DIGITS = new MathContext(15);

    /** Empty when they cannot be made, which is noted. */
    Optional<Values> of(Entry form, Problems problems) {
        var name = form.name();
        if (count > 1 && first.compareTo(last) == 0) {
            return fault(problems, name, "both ends are the same, so all values are");
        } else if (name.equals("linspace")) {
            return Optional.of(new Values.Spaced(count, i -> Decimal.real(between(i), at), at));
        } else if (name.equals("geomspace")) {
            return first.signum() > 0 && last.signum() > 0
                    ? Optional.of(new Values.Spaced(count, i -> Decimal.real(geometric(i), at), at))
                    : fault(problems, name, "both ends must be above 0");
        } else if (first.abs().max(last.abs()).compareTo(LARGEST_EXPONENT) > 0) {
            return fault(problems, name, "the exponents of ten must be from -300 to 300");
        }
        var powers = new Values.Spaced(count, i -> Decimal.real(power(i), at), at);
        warnOfValues(powers, problems);
        return Optional.of(powers);
    }

    private Optional<Values> fault(Problems problems, String form, String message) {
        problems.add(at, "'" + form + "': " + message, Examples.of(form));
        return Optional.empty();
    }

    private void warnOfValues(Values powers, Problems problems) {
        if (isFraction(first) && isFraction(last)) {
            var message = "logspace takes exponents, as NumPy does: this is %s to %s"
                    .formatted(powers.at(0).text(), powers.at(count - 1).text());
            var fix = "{geomspace: [%s, %s, %d]} for values from %s to %s".formatted(first, last, count, first, last);
            problems.warn(at, message, fix);
        }
    }

    private static boolean isFraction(BigDecimal number) {
        return number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0;
    }

    private BigDecimal between(int index) {
        if (index == 0 || count == 1) {
            return first;
        }
        var part = last.subtract(first).multiply(BigDecimal.valueOf(index));
        return first.add(part.divide(BigDecimal.valueOf(count - 1L), Decimal.EXACT));
    }

    private BigDecimal power(int index) {
        var exponent = between(index).stripTrailingZeros();
        return exponent.scale() <= 0
                ? new BigDecimal("1e" + exponent.toBigInteger())
                : new BigDecimal(StrictMath.pow(10, exponent.doubleValue()));
    }

    private BigDecimal geometric(int index) {
        if (index == 0 || index == count - 1) {
            return index == 0 ? first : last;
        }
        double low = StrictMath.log10(first.doubleValue());
        double high = StrictMath.log10(last.doubleValue());
        return new BigDecimal(StrictMath.pow(10, low + (high - low) * index / (count - 1))).round(DIGITS);
    }
}
