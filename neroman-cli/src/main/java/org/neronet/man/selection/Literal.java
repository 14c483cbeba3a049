package org.neronet.man.selection;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What parameters and metrics are compared with, as typed. */
public record Literal(String text) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final Pattern INFINITE = Pattern.compile("[+-]?\\.?inf(inity)?");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.?nan");
    private static final int EXACT_DIGITS = 15;
    private static final int LONGEST = 400;

    /** The number it is; NaN compares with nothing and is none. */
    public Optional<Double> number() {
        if (text.length() <= LONGEST && NUMBER.matcher(text).matches()) {
            return Optional.of(Double.parseDouble(text));
        }
        boolean infinite = INFINITE.matcher(text.toLowerCase(Locale.ROOT)).matches();
        return infinite
                ? Optional.of(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
                : Optional.empty();
    }

    public boolean isNaN() {
        return NOT_A_NUMBER.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether it is a whole number with more digits than a double holds exactly, such as a seed of 64 bits. */
    public boolean isLongInteger() {
        return text.length() > EXACT_DIGITS && text.length() <= LONGEST && text.matches("[+-]?\\d+");
    }
}
