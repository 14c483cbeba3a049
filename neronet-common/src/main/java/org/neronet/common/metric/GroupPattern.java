package org.neronet.common.metric;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern whose groups may have names that Java's do not allow: with {@code _}, written {@code (?P<name>...)}, or
 * there twice. In the compiled pattern the named group number n is called by {@link #group}.
 *
 * @param names of the named groups, in the order of their brackets
 */
record GroupPattern(Pattern pattern, List<String> names) {
    /** @throws IllegalArgumentException with a message for the user */
    static GroupPattern of(String text) {
        var rewriting = GroupRewriting.of(checked(text));
        // What begins with anything begins where the last match ended; else it would be tried from every character.
        var start = text.startsWith(".*") ? "\\G" : "";
        return new GroupPattern(compile(start + rewriting.pattern(), text), List.copyOf(rewriting.names()));
    }

    static String group(int number) {
        return "n" + number;
    }

    private static String checked(String text) {
        if (text.isEmpty() || text.length() > LineSpec.MAX_PATTERN) {
            throw new IllegalArgumentException("a pattern has 1 to " + LineSpec.MAX_PATTERN + " characters");
        }
        return text;
    }

    private static Pattern compile(String rewritten, String text) {
        try {
            return Pattern.compile(rewritten);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no regular expression: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("\"" + text + "\" has too many brackets in each other", e);
        }
    }
}
