package org.neronet.common.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * An amount of memory or disk: a size ({@code 8GB}, {@code 512MiB}) or a share ({@code 95%}) of what there is.
 *
 * @param number bytes, or percent
 */
public record Amount(double number, boolean isPercent) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([KkMGT])(B|iB)?");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d+)?|100)%");

    /** The amount; {@code K}, {@code KB} are powers of 1000 and {@code KiB} of 1024. Empty when the text is none. */
    public static Optional<Amount> parse(String text) {
        var percent = PERCENT.matcher(text.strip());
        if (percent.matches()) {
            return Optional.of(new Amount(Double.parseDouble(percent.group(1)), true));
        }
        var size = SIZE.matcher(text.strip());
        if (!size.matches()) {
            return Optional.empty();
        }
        double base = "iB".equals(size.group(3)) ? 1024 : 1000;
        int power = "KMGT".indexOf(size.group(2).toUpperCase(Locale.ROOT)) + 1;
        return Optional.of(new Amount(Double.parseDouble(size.group(1)) * Math.pow(base, power), false));
    }

    /** Bytes, of {@code total} when it is a share; empty when that is not known. */
    OptionalLong bytes(OptionalLong total) {
        if (!isPercent) {
            return OptionalLong.of((long) number);
        }
        return total.isPresent() ? OptionalLong.of((long) (total.getAsLong() * number / 100)) : OptionalLong.empty();
    }
}
