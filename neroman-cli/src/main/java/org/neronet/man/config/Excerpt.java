package org.neronet.man.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A line of a file with a caret below one of its characters; of a long line the part around it. */
record Excerpt(String line, int column) {
    private static final int WIDEST = 160;
    private static final int BEFORE = 100;

    /** Both lines, indented; nothing for a blank line. */
    String text() {
        if (line.isBlank()) {
            return "";
        }
        int length = line.codePointCount(0, line.length());
        int at = Math.min(column - 1, length);
        int from = length <= WIDEST ? 0 : Math.max(0, Math.min(at - BEFORE, length - WIDEST));
        int to = Math.min(length, from + WIDEST);
        int begin = line.offsetByCodePoints(0, from);
        var points = line.substring(begin, line.offsetByCodePoints(begin, to - from))
                .codePoints()
                .map(Excerpt::visible)
                .toArray();
        var shown = (from > 0 ? "…" : "") + new String(points, 0, points.length) + (to < length ? "…" : "");
        return "\n  " + shown + "\n  " + (from > 0 ? " " : "") + blanks(points, at - from) + "^";
    }

    /** What a terminal would not show in one place, or would act on, takes no place of its own here. */
    private static int visible(int point) {
        int type = Character.getType(point);
        boolean hidden = point != '\t'
                && (type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
        return hidden ? '\uFFFD' : point;
    }

    /** Tabs stay tabs, so that the caret stands below its character however wide they are shown. */
    private static String blanks(int[] points, int count) {
        return Arrays.stream(points, 0, count)
                .mapToObj(point -> point == '\t' ? "\t" : " ".repeat(width(point)))
                .collect(Collectors.joining());
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** East Asian letters and emoji take two columns. */
    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x1F300 && point <= 0x1FAFF
                || point >= 0x20000 && point <= 0x3FFFD;
    }
}
