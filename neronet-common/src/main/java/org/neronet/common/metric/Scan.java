package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Small steps over a line that is known to be one of a program's. */
final class Scan {
    private Scan() {}

    /** Behind the blanks and tabs at {@code at}. */
    static int blanks(String line, int at) {
        int here = at;
        while (here < line.length() && isBlank(line.charAt(here))) {
            here++;
        }
        return here;
    }

    /** Behind the characters at {@code at} that are no blanks. */
    static int word(String line, int at) {
        int here = at;
        while (here < line.length() && !isBlank(line.charAt(here))) {
            here++;
        }
        return here;
    }

    /** The words of a line, at most one more than a table may have columns. */
    static List<String> words(String line) {
        var words = new ArrayList<String>();
        for (int from = blanks(line, 0); from < line.length() && words.size() <= Columns.MAX; ) {
            int to = word(line, from);
            words.add(line.substring(from, to));
            from = blanks(line, to);
        }
        return words;
    }

    /** The number that is the next word, perhaps with a comma behind it. */
    static OptionalDouble number(String line, int at) {
        int from = blanks(line, at);
        int to = word(line, from);
        boolean comma = to > from && line.charAt(to - 1) == ',';
        return ProgramNumber.of(line, from, comma ? to - 1 : to);
    }

    /** The number behind the sign {@code =} that follows blanks at {@code at}; empty when something else does. */
    static OptionalDouble assigned(String line, int at) {
        int sign = blanks(line, at);
        return sign < line.length() && line.charAt(sign) == '=' ? number(line, sign + 1) : OptionalDouble.empty();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
