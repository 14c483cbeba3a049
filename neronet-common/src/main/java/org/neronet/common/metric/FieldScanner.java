package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Picks {@code name: value}, {@code name=value} and {@code NAME VALUE} out of the rest of a line whose beginning says
 * that it tells of a step. Values may have units and a running mean in parentheses; what is none of that is passed over.
 */
final class FieldScanner {
    private static final int MAX_FIELDS = 1000;

    private final FieldText field;
    private final String text;
    private final int end;
    private final List<Field> found = new ArrayList<>();
    private boolean whole = true;

    private FieldScanner(String text, int end) {
        this.field = new FieldText(text);
        this.text = text;
        this.end = end;
    }

    /** What {@link #scan} found, and whether there was nothing else. */
    record Result(List<Field> fields, boolean whole) {}

    static Result scan(String text, int from, int to) {
        var scanner = new FieldScanner(text, to);
        scanner.segments(from);
        return new Result(scanner.found, scanner.whole);
    }

    private void segments(int from) {
        int at = from;
        while (at <= end && found.size() < MAX_FIELDS) {
            int stop = segmentEnd(at);
            int to = Blanks.before(text, at, stop);
            int start = Blanks.skip(text, at, to);
            if (start < to && !isWhole(start, to)) {
                whole = false;
                loose(start, to);
            }
            at = stop + 1;
        }
    }

    private int segmentEnd(int from) {
        for (int at = from; at < end; at++) {
            switch (text.charAt(at)) {
                case ',' -> {
                    if (!isDigitAt(at - 1) || !isDigitAt(at + 1)) {
                        return at;
                    }
                }
                case '\t' -> {
                    if (!followsSign(at)) {
                        return at;
                    }
                }
                case ';', '|', '[', ']', '│' -> {
                    return at;
                }
                case '-' -> {
                    if (Blanks.isLonely(text, at, from, end)) {
                        return at;
                    }
                }
                default -> {
                    // part of the segment
                }
            }
        }
        return end;
    }

    private boolean followsSign(int at) {
        int before = Blanks.before(text, 0, at);
        return before > 0 && (text.charAt(before - 1) == ':' || text.charAt(before - 1) == '=');
    }

    private boolean isDigitAt(int at) {
        return at >= 0 && at < end && NumberText.isDigit(text.charAt(at));
    }

    /** Takes the fields of a segment that is made of nothing else. */
    private boolean isWhole(int from, int to) {
        int before = found.size();
        for (int at = from; at < to; at = Blanks.skip(text, field.end(), to)) {
            if (!field.read(at, to, true)) {
                found.subList(before, found.size()).clear();
                return false;
            }
            take();
        }
        return true;
    }

    /** Takes what has a sign; behind words of prose only {@code name=value} without blanks. */
    private void loose(int from, int to) {
        boolean prose = false;
        for (int at = from; at < to; at = Blanks.skip(text, at, to)) {
            if (field.read(at, to, false) && (!prose || field.isTight())) {
                take();
                at = field.end();
            } else {
                prose |= !field.hasSign();
                at = field.hasSign() ? field.end() : Blanks.wordEnd(text, at, to);
            }
        }
    }

    private void take() {
        if (field.counts()) {
            found.add(field.field());
        }
    }
}
