package org.neronet.common.metric;

import java.util.OptionalDouble;

/** Reads one field at some place of a line, and says where it ended. */
final class FieldText {
    private static final int MAX_WORDS = 3;
    private static final int LONGEST_TENSOR = 100;
    private static final int LONGEST_ARGUMENTS = 20;
    private static final String TENSOR = "tensor(";

    private final String text;
    private String name = "";
    private double value;
    private OptionalDouble mean = OptionalDouble.empty();
    private boolean signed;
    private boolean tight;
    private boolean integer;
    private boolean ratio;
    private int end;

    FieldText(String text) {
        this.text = text;
    }

    /** Whether a field begins at {@code from}; {@code bare} allows one without a sign. */
    boolean read(int from, int to, boolean bare) {
        signed = false;
        tight = false;
        ratio = false;
        mean = OptionalDouble.empty();
        end = Blanks.wordEnd(text, from, to);
        int at = from;
        for (int words = 0; words < MAX_WORDS && at < to; words++) {
            int wordEnd = wordEnd(at, to);
            boolean average = words == 0 && wordEnd == at + 4 && text.regionMatches(true, at, "avg.", 0, 4);
            if (!average && !NameText.isWord(text, at, wordEnd)) {
                return false;
            }
            int next = Blanks.skip(text, wordEnd, to);
            boolean prose = Words.isProse(text, at, wordEnd);
            if (words > 0 && isVerb(at, wordEnd) && Words.isMetric(text.substring(from, at))) {
                return value(next, to) && name(from, Blanks.before(text, from, at));
            }
            if (next < to && isSign(next, to)) {
                return (words == 0 || !prose) && signed(from, wordEnd, next, to);
            }
            if (prose || next == wordEnd) {
                return false;
            }
            if (bare && NumberText.end(text, next, to) > next && value(next, to)) {
                return name(from, wordEnd) && (words == 0 || Words.isMetric(name));
            }
            at = next;
        }
        return false;
    }

    /** {@code Val acc is 86%}. */
    private boolean isVerb(int from, int to) {
        return to == from + 2 && text.startsWith("is", from);
    }

    /** A name may have a genitive: {@code valid_0's auc}. */
    private int wordEnd(int from, int to) {
        int at = NameText.end(text, from, to);
        if (at == from + 4 && text.regionMatches(true, from, "avg. ", 0, 5)) {
            return at;
        }
        int function = at > from ? functionEnd(at, to) : at;
        if (function > at) {
            return function;
        }
        boolean genitive = at > from && text.startsWith("'s", at) && (at + 2 == to || text.charAt(at + 2) == ' ');
        return genitive ? at + 2 : at;
    }

    /** Behind the parentheses of {@code D(G(z)):}, or {@code from}. */
    private int functionEnd(int from, int to) {
        int depth = 0;
        int limit = Math.min(to, from + LONGEST_ARGUMENTS);
        for (int at = from; at < limit && !Blanks.isBlank(text.charAt(at)); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return c == ')' && at > from + 1 && text.startsWith(":", at + 1) ? at + 1 : from;
            }
        }
        return from;
    }

    private boolean isSign(int at, int to) {
        char c = text.charAt(at);
        char next = at + 1 < to ? text.charAt(at + 1) : ' ';
        return (c == ':' || c == '=') && next != '=' && next != ':' && next != '/';
    }

    private boolean signed(int from, int nameEnd, int sign, int to) {
        int start = Blanks.skip(text, sign + 1, to);
        signed = true;
        tight = text.charAt(sign) == '=' && sign == nameEnd && start == sign + 1;
        end = Blanks.wordEnd(text, start, to);
        return start < to && value(start, to) && name(from, nameEnd);
    }

    private boolean name(int from, int to) {
        name = Blanks.single(text.substring(from, to));
        return name.length() <= OutputReader.MAX_NAME;
    }

    private boolean value(int from, int to) {
        int numberEnd = NumberText.groupedEnd(text, from, to);
        int single = from < to && text.charAt(from) == '[' ? singleEnd(text, from, to) : -1;
        if (single > 0) {
            value = NumberText.value(text, from + 1, single - 1);
            integer = false;
            end = single;
            return true;
        }
        if (numberEnd == from) {
            return text.startsWith(TENSOR, from) && tensor(from + TENSOR.length(), to);
        }
        int unitEnd = FieldTail.unitEnd(text, numberEnd, to);
        if (unitEnd < 0) {
            return ratio(from, numberEnd, to);
        }
        value = NumberText.groupedValue(text, from, numberEnd);
        integer = NumberText.isInteger(text, from, numberEnd);
        end = unitEnd;
        return tail(to, unitEnd > numberEnd);
    }

    /** Behind {@code [0.001]}, as PyTorch's schedulers give the rate; -1 when something else is there. */
    static int singleEnd(String text, int from, int to) {
        int end = NumberText.end(text, from + 1, to);
        boolean closed = end > from + 1 && end < to && text.charAt(end) == ']';
        return closed && (end + 1 == to || Blanks.isBlank(text.charAt(end + 1)) || text.charAt(end + 1) == ',')
                ? end + 1
                : -1;
    }

    /** {@code tensor(0.95, device='cuda:0')}, as PyTorch prints a value that was not taken out of it. */
    private boolean tensor(int from, int to) {
        int numberEnd = NumberText.end(text, from, to);
        int limit = Math.min(to, numberEnd + LONGEST_TENSOR);
        int close = numberEnd;
        while (close < limit && text.charAt(close) != ')') {
            close++;
        }
        boolean single = numberEnd > from && close < limit;
        if (single) {
            value = NumberText.value(text, from, numberEnd);
            integer = false;
            end = close + 1;
        }
        return single;
    }

    /** {@code 9842/10000}: how many of how many. */
    private boolean ratio(int from, int slash, int to) {
        int below = slash + 1;
        int belowEnd = NumberText.afterDigits(text, below, to);
        if (slash == to || text.charAt(slash) != '/' || belowEnd == below || !NumberText.isInteger(text, from, slash)) {
            return false;
        }
        value = NumberText.value(text, from, slash) / NumberText.value(text, below, belowEnd);
        integer = false;
        ratio = true;
        end = belowEnd;
        return tail(to, false);
    }

    private boolean tail(int to, boolean unit) {
        var tail = FieldTail.read(text, end, to, unit);
        // A minus behind a positive value tells of a change.
        boolean change = tail.mean().isPresent() && tail.mean().getAsDouble() < 0 && value >= 0;
        mean = change ? OptionalDouble.empty() : tail.mean();
        end = tail.end();
        return end == to || Blanks.isBlank(text.charAt(end));
    }

    int end() {
        return end;
    }

    boolean hasSign() {
        return signed;
    }

    boolean isTight() {
        return tight;
    }

    /** Whether it is a metric: neither a setting, nor a counter, nor a time that is still to go. */
    boolean counts() {
        boolean counter = ratio && (Pair.isStepName(name) || Words.isHeading(name));
        boolean setting = integer && Words.isSetting(name.substring(name.lastIndexOf(' ') + 1));
        boolean count = integer && !signed && NameText.isIdentifier(name) && !Words.isMetric(name);
        return !counter && !setting && !count && !Words.isRemaining(name);
    }

    Field field() {
        return new Field(name, value, mean);
    }
}
