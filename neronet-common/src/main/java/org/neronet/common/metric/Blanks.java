package org.neronet.common.metric;

/** Where blanks and words begin and end in a line. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The first place from {@code from} on that is no blank. */
    static int skip(String text, int from, int to) {
        int at = from;
        while (at < to && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The end of what is before {@code to} without the blanks there. */
    static int before(String text, int from, int to) {
        int at = to;
        while (at > from && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The next blank, or {@code to}. */
    static int wordEnd(String text, int from, int to) {
        int at = from;
        while (at < to && !isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether the character stands between two blanks. */
    static boolean isLonely(String text, int at, int from, int to) {
        return at > from && at + 1 < to && isBlank(text.charAt(at - 1)) && isBlank(text.charAt(at + 1));
    }

    /** With one blank between words. */
    static String single(String text) {
        return text.indexOf("  ") < 0 && text.indexOf('\t') < 0
                ? text
                : String.join(" ", text.strip().split("[ \t]+"));
    }

    static boolean isDigitAt(String text, int at) {
        return at >= 0 && at < text.length() && NumberText.isDigit(text.charAt(at));
    }
}
