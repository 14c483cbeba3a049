package org.neronet.common.metric;

import java.util.OptionalDouble;

/**
 * Numbers as compiled programs print them: besides what {@link NumberText} knows, Fortran's {@code 1.5D-03} and
 * {@code 0.12-103}, and C's {@code -nan(ind)}. A field that was too narrow, {@code *****}, is no number.
 */
final class ProgramNumber {
    private static final int EXPONENT = 3;

    private ProgramNumber() {}

    static OptionalDouble of(String text) {
        return of(text, 0, text.length());
    }

    /** The value of these characters when they are one number and nothing else. */
    static OptionalDouble of(String text, int from, int to) {
        if (NumberText.isNumber(text, from, to)) {
            return OptionalDouble.of(NumberText.value(text, from, to));
        }
        if (from >= to || to - from > 64 || !canBegin(text.charAt(from))) {
            return OptionalDouble.empty();
        }
        return unusual(text.substring(from, to));
    }

    private static OptionalDouble unusual(String word) {
        int bracket = word.indexOf('(');
        if (bracket > 0 && word.endsWith(")")) {
            var value = of(word, 0, bracket);
            return value.isPresent() && Double.isNaN(value.getAsDouble()) ? value : OptionalDouble.empty();
        }
        int d = Math.max(word.indexOf('D'), word.indexOf('d'));
        int sign = word.length() - EXPONENT - 1;
        boolean bare = d < 0 && sign > 1 && "+-".indexOf(word.charAt(sign)) >= 0 && word.indexOf('.') >= 0;
        var usual = d > 0
                ? word.substring(0, d) + 'E' + word.substring(d + 1)
                : bare ? word.substring(0, sign) + 'E' + word.substring(sign) : "";
        return NumberText.isNumber(usual, 0, usual.length())
                ? OptionalDouble.of(NumberText.value(usual, 0, usual.length()))
                : OptionalDouble.empty();
    }

    private static boolean canBegin(char c) {
        return NumberText.isDigit(c) || "+-.nN".indexOf(c) >= 0;
    }
}
