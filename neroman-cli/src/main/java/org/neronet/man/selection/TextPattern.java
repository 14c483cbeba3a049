package org.neronet.man.selection;

import java.util.Optional;

/** A text to compare with: exactly it, or with {@code *}, {@code ?} and {@code [..]} a form that texts may have. */
public record TextPattern(String text) {
    private static final int LONGEST = 1_000;

    /** Whether a value has the form of one; there a lone bracket is a bracket. */
    public boolean isGlob() {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    static boolean looksLikeOne(String word) {
        return new TextPattern(word).isGlob() || word.indexOf('[') >= 0;
    }

    /** What is wrong with it as a form. */
    Optional<String> fault() {
        if (text.length() > LONGEST) {
            return Optional.of("a form with * or ? has at most %,d characters".formatted(LONGEST));
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '[') {
                int end = setEnd(text, at);
                if (end < 0) {
                    return Optional.of("'[' is never closed in '" + text + "'");
                }
                at = end;
            }
        }
        return Optional.empty();
    }

    /** Where the set of characters that begins there is closed; below 0: nowhere. */
    static int setEnd(String text, int open) {
        int from = open + 1;
        if (from < text.length() && (text.charAt(from) == '!' || text.charAt(from) == '^')) {
            from++;
        }
        // A bracket in the first place is one of the characters.
        return text.indexOf(']', from + 1);
    }

    /** As SQLite writes it: {@code [^a]} instead of {@code [!a]}, and stars are not repeated. */
    public String sql() {
        var sql = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            int end = here == '[' ? setEnd(text, at) : -1;
            if (end >= 0) {
                var set = text.substring(at, end + 1);
                sql.append(set.startsWith("[!") ? "[^" + set.substring(2) : set);
                at = end;
            } else if (here != '*' || sql.length() == 0 || sql.charAt(sql.length() - 1) != '*') {
                sql.append(here);
            }
        }
        return sql.toString();
    }
}
