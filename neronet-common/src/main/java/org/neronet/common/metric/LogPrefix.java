package org.neronet.common.metric;

import java.util.List;

/**
 * Finds where the message of a log line begins: behind times, levels, ranks and logger names such as
 * {@code 2026-03-14 14:31:43,352 [INFO] train - }, {@code INFO:root:} or
 * {@code I0821 09:21:15.397500  5405 solver.cpp:222] }.
 */
final class LogPrefix {
    private static final int MAX_ITEMS = 8;
    private static final int LONGEST_ITEM = 60;
    private static final int SHORT_DATE = "07/03".length();
    private static final int TIGHT_DATE = "0703".length();
    private static final String JOINTS = "-|:>–";

    private static final WordList LEVELS =
            new WordList("trace debug info notice warn warning error critical fatal success");

    private static final int CTIME = "Mon Jan  1 00:00:00 2024".length();
    private static final WordList DAYS = new WordList("mon tue wed thu fri sat sun");

    private static final WordList RANKS = new WordList("rank worker gpu node process");

    /** What Julia puts before messages and their values. */
    private static final List<String> JULIA = List.of("[ Info: ", "┌ Info: ", "│   ", "└   ");

    private final String line;
    private final int length;
    private int at;

    private LogPrefix(String line) {
        this.line = line;
        this.length = line.length();
    }

    /** The place of the message, 0 when the line has no such beginning. */
    static int end(String line) {
        if (!line.isEmpty() && "[┌│└".indexOf(line.charAt(0)) >= 0) {
            for (var begin : JULIA) {
                if (line.startsWith(begin)) {
                    return begin.length();
                }
            }
        }
        int clock = ctimeEnd(line);
        if (clock > 0) {
            return Blanks.skip(line, clock, line.length());
        }
        boolean blank = line.startsWith(" [");
        if (line.isEmpty() || !blank && !canBegin(line)) {
            return 0;
        }
        var prefix = new LogPrefix(line);
        prefix.at = blank ? 1 : 0;
        return prefix.glog() ? prefix.at : prefix.items();
    }

    /** Behind {@code Mon Jan  1 00:00:00 2024}, and a colon, at the beginning; 0 when the line begins otherwise. */
    private static int ctimeEnd(String line) {
        boolean clock = line.length() > CTIME
                && line.charAt(3) == ' '
                && line.charAt(13) == ':'
                && line.charAt(16) == ':'
                && DAYS.contains(line, 0, 3)
                && NumberText.isInteger(line, CTIME - 4, CTIME);
        return !clock ? 0 : line.charAt(CTIME) == ':' ? CTIME + 1 : Blanks.isBlank(line.charAt(CTIME)) ? CTIME : 0;
    }

    /** A digit, a bracket, a level, or the letter of a level before digits. */
    private static boolean canBegin(String line) {
        char c = line.charAt(0);
        return NumberText.isDigit(c)
                || c == '['
                || c == '('
                || "IWEF".indexOf(c) >= 0 && Blanks.isDigitAt(line, 1)
                || LEVELS.contains(line, 0, NameText.end(line, 0, line.length()));
    }

    /** A letter for the level, month and day, and much else up to a bracket. */
    private boolean glog() {
        boolean begins = length > 6 && "IWEF".indexOf(line.charAt(0)) >= 0 && NumberText.afterDigits(line, 1, 5) == 5;
        int close = begins && line.charAt(5) == ' ' ? line.indexOf("] ") : -1;
        at = close < 0 ? at : close + 2;
        return close >= 0;
    }

    private int items() {
        int end = 0;
        for (int items = 0; items < MAX_ITEMS && item(items > 0); items++) {
            tightLogger();
            joints();
            end = at;
        }
        return end < length ? end : 0;
    }

    /** The middle of {@code INFO:root:message}. */
    private void tightLogger() {
        int nameEnd = at < length && line.charAt(at) == ':' ? NameText.end(line, at + 1, length) : at;
        boolean logger = nameEnd > at + 1 && nameEnd < length && line.charAt(nameEnd) == ':';
        at = logger && !Blanks.isDigitAt(line, at + 1) && at > 0 && !Blanks.isDigitAt(line, at - 1) ? nameEnd : at;
    }

    private void joints() {
        while (at < length && (Blanks.isBlank(line.charAt(at)) || JOINTS.indexOf(line.charAt(at)) >= 0)) {
            at++;
        }
    }

    private boolean item(boolean inside) {
        int from = at;
        int to = itemEnd(from);
        boolean bracket = from < length && line.charAt(from) == '[';
        if (to == from || to - from > LONGEST_ITEM) {
            return false;
        }
        boolean found = bracket
                ? isBracket(from + 1, to - 1)
                : isTime(from, to) || isLevel(from, to) || inside && isLogger(from, to);
        at = found ? to : from;
        return found;
    }

    private int itemEnd(int from) {
        int limit = Math.min(length, from + LONGEST_ITEM + 1);
        boolean bracket = from < length && line.charAt(from) == '[';
        boolean parenthesis = from < length && line.charAt(from) == '(';
        for (int to = from; to < limit; to++) {
            char c = line.charAt(to);
            if (bracket && c == ']') {
                return to + 1;
            }
            if (parenthesis && c == ')') {
                return to + 1;
            }
            if (!bracket && !parenthesis && Blanks.isBlank(c)
                    || c == ':' && (LEVELS.contains(line, from, to) || isTimed(from, to))) {
                return to;
            }
        }
        return limit == length && !bracket && !parenthesis ? length : from;
    }

    /** The time in {@code 23:50:04,384:INFO: } and {@code 23:50:04.384: }. */
    private boolean isTimed(int from, int to) {
        if (!Blanks.isDigitAt(line, to - 1)) {
            return false;
        }
        boolean last = to + 1 < length && Blanks.isBlank(line.charAt(to + 1));
        return (last || LEVELS.contains(line, to + 1, NameText.end(line, to + 1, length))) && isTime(from, to);
    }

    /** A time, a level, a name without numbers, or several of these. */
    private boolean isBracket(int from, int to) {
        int start = Blanks.skip(line, from, to);
        int end = Blanks.wordEnd(line, start, to);
        int stop = Blanks.before(line, end, to);
        boolean word = isTime(start, end)
                || isLevel(start, end)
                || isPlain(start, end) && stop == end
                || isSource(start, end)
                || RANKS.contains(line, start, end) && NumberText.isInteger(line, Blanks.skip(line, end, to), to)
                || end == start + 1 && Character.isUpperCase(line.charAt(start));
        if (word && RANKS.contains(line, start, end)) {
            return true;
        }
        return word && (stop == end || isBracket(end, to));
    }

    /** {@code @monitor.py:467}, {@code logging.py:68:log_dist}. */
    private boolean isSource(int from, int to) {
        int file = line.indexOf(".py:", from);
        return file > from && file < to && Blanks.isDigitAt(line, file + 4);
    }

    private boolean isPlain(int from, int to) {
        int end = NameText.end(line, from, to);
        boolean word = end == to && NameText.isWord(line, from, to);
        return word && line.substring(from, to).indexOf('/') < 0;
    }

    /** Digits with two dashes or slashes, or with a colon between digits. */
    private boolean isTime(int from, int to) {
        if (!Blanks.isDigitAt(line, from)) {
            return false;
        }
        int parts = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == ':'
                    && i > from
                    && i + 2 < length
                    && Blanks.isDigitAt(line, i - 1)
                    && Blanks.isDigitAt(line, i + 1)) {
                parts += Blanks.isDigitAt(line, i + 2) ? 2 : 0;
            } else if ((c == '-' || c == '/') && Blanks.isDigitAt(line, i + 1)) {
                parts++;
            } else if (!NumberText.isDigit(c) && ".,TZ+".indexOf(c) < 0) {
                return false;
            }
        }
        boolean date = parts == 1 && to - from == SHORT_DATE || parts == 0 && to - from == TIGHT_DATE;
        return parts >= 2 || date && isClock(to);
    }

    /** Whether {@code 13:04} or the like comes next, so that {@code 07/03} before it is a date. */
    private boolean isClock(int from) {
        return from + 4 < length && line.charAt(from) == ' ' && line.charAt(from + 3) == ':';
    }

    private boolean isLevel(int from, int to) {
        return LEVELS.contains(line, from, to);
    }

    /** The name of a logger stands between joints: {@code | train |}, {@code :root:}. */
    private boolean isLogger(int from, int to) {
        if (line.charAt(from) == '(') {
            int colon = line.lastIndexOf(':', to);
            boolean numbered = colon > from && NumberText.isInteger(line, colon + 1, to - 1);
            return line.charAt(to - 1) == ')' && (numbered || line.indexOf(".py", from) > 0);
        }
        boolean joint = Blanks.isBlank(line.charAt(from - 1));
        int next = Blanks.skip(line, to, length);
        boolean joined =
                next > to && next + 1 < length && "-|".indexOf(line.charAt(next)) >= 0 && line.charAt(next + 1) == ' ';
        joined |= isLevel(next, Math.min(length, itemEnd(next)));
        return joint && joined && line.substring(from, to).indexOf('=') < 0 && !NumberText.isDigit(line.charAt(from));
    }
}
