package org.neronet.common.metric;

import java.util.ArrayList;
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
        var rewriting = new Rewriting(checked(text));
        rewriting.run();
        // What begins with anything begins where the last match ended; else it would be tried from every character.
        var start = text.startsWith(".*") ? "\\G" : "";
        return new GroupPattern(compile(start + rewriting.out, text), List.copyOf(rewriting.names));
    }

    /** A pattern whose groups, if any, mean nothing. */
    static Pattern plain(String text) {
        return of(text).pattern();
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

    /** One walk over a pattern, which gives its named groups the names that Java knows. */
    private static final class Rewriting {
        private final String text;
        private final StringBuilder out = new StringBuilder();
        private final List<String> names = new ArrayList<>();
        private final Repeats repeats = new Repeats();
        private int at;
        private int classes;

        Rewriting(String text) {
            this.text = text;
        }

        void run() {
            while (at < text.length()) {
                if (!quoted() && !reference() && !escaped() && !bracketed()) {
                    repeats.see(text, at);
                    if (!named()) {
                        copy(1);
                    }
                }
            }
        }

        private boolean quoted() {
            if (!text.startsWith("\\Q", at)) {
                return false;
            }
            int end = text.indexOf("\\E", at);
            copy((end < 0 ? text.length() : end + 2) - at);
            return true;
        }

        private boolean reference() {
            if (classes > 0 || !text.startsWith("\\k<", at) && !text.startsWith("(?P=", at)) {
                return false;
            }
            boolean python = text.charAt(at) == '(';
            var name = name(at + (python ? 4 : 3), python ? ')' : '>');
            int number = names.indexOf(name);
            if (number < 0) {
                throw new IllegalArgumentException("the pattern has no group \"" + name + "\" before it is used");
            }
            out.append("\\k<").append(group(number)).append('>');
            return true;
        }

        private boolean escaped() {
            if (text.charAt(at) != '\\') {
                return false;
            }
            copy(Math.min(2, text.length() - at));
            return true;
        }

        private boolean bracketed() {
            if (text.charAt(at) == '[') {
                classes++;
                copy(text.startsWith("[^]", at) ? 3 : text.startsWith("[]", at) || text.startsWith("[^", at) ? 2 : 1);
                return true;
            }
            classes -= classes > 0 && text.charAt(at) == ']' ? 1 : 0;
            if (classes > 0 || text.charAt(at) == ']') {
                copy(1);
                return true;
            }
            return false;
        }

        private boolean named() {
            boolean python = text.startsWith("(?P<", at);
            int from = at + (python ? 4 : 3);
            if (!python && (!text.startsWith("(?<", at) || text.startsWith("=", from) || text.startsWith("!", from))) {
                return false;
            }
            out.append("(?<").append(group(names.size())).append('>');
            names.add(name(from, '>'));
            return true;
        }

        private String name(int from, char end) {
            int to = text.indexOf(end, from);
            var name = to < 0 ? text.substring(from) : text.substring(from, to);
            if (to < 0 || !name.matches("[A-Za-z_][A-Za-z0-9_]*+") || name.length() > OutputReader.MAX_NAME) {
                throw new IllegalArgumentException("the name of a group, \"" + name
                        + "\", must be made of letters, digits and _; rename gives a metric any other name");
            }
            at = to + 1;
            return name;
        }

        private void copy(int length) {
            out.append(text, at, at + length);
            at += length;
        }
    }
}
