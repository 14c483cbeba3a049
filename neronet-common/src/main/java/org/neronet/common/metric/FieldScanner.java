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
    private int segment;

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
            segment = start;
            if (start < to && !isWhole(start, to)) {
                whole = false;
                loose(start, to);
            }
            at = stop + 1;
        }
    }

    private int segmentEnd(int from) {
        char before = ' ';
        int open = 0;
        for (int at = from; at < end; at++) {
            char c = text.charAt(at);
            if (c == '[' && (before == ':' || before == '=')) {
                at = Math.max(at, FieldText.singleEnd(text, at, end) - 1);
                c = text.charAt(at) == ']' ? ' ' : c;
            }
            open = c == '(' ? open + 1 : c == ')' ? Math.max(0, open - 1) : open;
            if (isSeparator(c, before, at, from) && !(c == ',' && open > 0)) {
                return at;
            }
            before = Blanks.isBlank(c) ? before : c;
        }
        return end;
    }

    /** Commas in numbers part nothing, nor do tabs behind {@code :} and {@code =}. */
    private boolean isSeparator(char c, char before, int at, int from) {
        return switch (c) {
            case ',' -> !isDigitAt(at - 1) || !isDigitAt(at + 1);
            case '\t' -> before != ':' && before != '=';
            case ';', '|', '[', ']', '│' -> true;
            case '.' -> at > from && at + 1 < end && text.charAt(at + 1) == '.';
            case '-' -> Blanks.isLonely(text, at, from, end);
            default -> false;
        };
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
                prose |= !field.hasSign() && NameText.isStart(text.charAt(at)) && !text.startsWith("eta ", at);
                at = field.hasSign() ? field.end() : Blanks.wordEnd(text, at, to);
            }
        }
    }

    /** {@code Val Loss: 0.4 Acc: 0.8} behind another {@code Acc}: the first word of the part tells them apart. */
    private String firstWord(int from) {
        int to = NameText.end(text, from, end);
        return StepWord.isTesting(text, from, to) ? text.substring(from, to) + " " : "";
    }

    private boolean isFound(String name) {
        for (var each : found) {
            if (each.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void take() {
        if (field.counts()) {
            var next = field.field();
            found.add(isFound(next.name()) ? next.behind(firstWord(segment)) : next);
        }
    }
}
