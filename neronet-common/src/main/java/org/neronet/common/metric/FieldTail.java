package org.neronet.common.metric;

import java.util.OptionalDouble;

/**
 * What may stand behind a number: its unit, how sure it is, and something in parentheses.
 *
 * @param mean of the parentheses, when they hold one number without a unit or a plus
 * @param end where the field is over
 */
record FieldTail(OptionalDouble mean, int end) {
    private static final int LONGEST = 100;

    /** Behind the unit at {@code from}, {@code from} when there is none, -1 when something else is there. */
    static int unitEnd(String text, int from, int to) {
        if (from == to || text.charAt(from) == '(' || text.charAt(from) == '.' && from + 1 == to) {
            return from == to || text.charAt(from) == '(' ? from : to;
        }
        if (Blanks.isBlank(text.charAt(from))) {
            int word = Blanks.skip(text, from, to);
            int end = unitWordEnd(text, word, to);
            return Units.isUnit(text, word, end) && !isName(text, end, to) ? end : from;
        }
        int end = unitWordEnd(text, from, to);
        return Units.isUnit(text, from, end) ? end : -1;
    }

    /** {@code s: 3} is a name, not the unit of what is before. */
    private static boolean isName(String text, int end, int to) {
        int next = Blanks.skip(text, end, to);
        return next < to && text.charAt(next) != '(' && (next == end || !NameText.isStart(text.charAt(next)));
    }

    private static int unitWordEnd(String text, int from, int to) {
        int at = from;
        while (at < to && !Blanks.isBlank(text.charAt(at)) && "(:=".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** The parentheses at {@code from}, if there are any behind blanks. */
    static FieldTail read(String text, int from, int to) {
        return read(text, from, to, false);
    }

    /** As {@link #read(String, int, int)}; behind a value with a unit the mean may have one too. */
    static FieldTail read(String text, int from, int to, boolean unit) {
        int open = Blanks.skip(text, from, to);
        if (text.startsWith("+/-", open) || text.startsWith("±", open)) {
            return deviation(text, open, to);
        }
        if (open == to || text.charAt(open) != '(') {
            return new FieldTail(OptionalDouble.empty(), from);
        }
        int close = open;
        int limit = Math.min(to, open + LONGEST);
        while (close < limit && text.charAt(close) != ')') {
            close++;
        }
        if (close == limit) {
            return new FieldTail(OptionalDouble.empty(), from);
        }
        return new FieldTail(mean(text, Blanks.skip(text, open + 1, close), close, unit), close + 1);
    }

    private static FieldTail deviation(String text, int from, int to) {
        int start = Blanks.skip(text, text.charAt(from) == '+' ? from + 3 : from + 1, to);
        int end = NumberText.end(text, start, to);
        return new FieldTail(OptionalDouble.empty(), end < to && text.charAt(end) == '%' ? end + 1 : end);
    }

    private static OptionalDouble mean(String text, int from, int close, boolean unit) {
        int to = Blanks.before(text, from, close);
        int end = NumberText.end(text, from, to);
        boolean measured = unit && Units.isUnit(text, end, to) && text.charAt(end) != '%';
        return end > from && (end == to || measured) && text.charAt(from) != '+'
                ? OptionalDouble.of(NumberText.value(text, from, end))
                : OptionalDouble.empty();
    }
}
