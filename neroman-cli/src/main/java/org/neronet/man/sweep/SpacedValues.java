package org.neronet.man.sweep;

import java.math.BigDecimal;
import java.util.Optional;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue.Entry;

/** Makes the values of {@code linspace}, {@code logspace} and {@code geomspace}, if their ends allow. */
final class SpacedValues {
    private static final BigDecimal MOST = BigDecimal.valueOf(300);

    private SpacedValues() {}

    static Optional<Values> of(Entry form, BigDecimal first, BigDecimal last, int count, Problems problems) {
        var at = form.value().start();
        if (count > 1 && first.compareTo(last) == 0) {
            problems.add(
                    at, "'" + form.name() + "': both ends are the same, so all values are", Examples.of(form.name()));
            return Optional.empty();
        }
        switch (form.name()) {
            case "linspace":
                return Optional.of(new Values.Linear(first, last, count, at));
            case "geomspace":
                if (first.signum() <= 0 || last.signum() <= 0) {
                    problems.add(at, "'geomspace' takes ends above 0", Examples.of("geomspace"));
                    return Optional.empty();
                }
                return Optional.of(new Values.Geometric(first, last, count, at));
            default:
                return powers(form, first, last, count, problems);
        }
    }

    private static Optional<Values> powers(
            Entry form, BigDecimal first, BigDecimal last, int count, Problems problems) {
        var at = form.value().start();
        if (first.abs().max(last.abs()).compareTo(MOST) > 0) {
            problems.add(at, "'logspace' takes exponents of ten from -300 to 300", Examples.of("logspace"));
            return Optional.empty();
        }
        var values = new Values.Powers(first, last, count, at);
        if (isFraction(first) && isFraction(last)) {
            var message = "logspace takes exponents, as NumPy does: this is "
                    + values.at(0).text() + " to " + values.at(count - 1).text();
            var fix = "{geomspace: [%s, %s, %d]} for values from %s to %s".formatted(first, last, count, first, last);
            problems.warn(at, message, fix);
        }
        return Optional.of(values);
    }

    private static boolean isFraction(BigDecimal number) {
        return number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0;
    }
}
