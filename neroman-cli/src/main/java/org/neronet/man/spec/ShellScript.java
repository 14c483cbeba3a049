package org.neronet.man.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of {@code sh -c} in which parameters are references to its arguments, quoted for the place where they stand: values
 * are never part of the text, so that a shell can neither run nor split them.
 *
 * @param text for the shell
 * @param parameters whose values are its arguments, from {@code $1}
 * @param unknown names in braces that are no parameters
 * @param inDocument names of parameters in or behind a here-document, where quotes would be part of the text
 */
record ShellScript(String text, List<String> parameters, List<String> unknown, List<String> inDocument) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    /** How the shell reads a character. */
    private enum Quotes {
        NONE("\"${%d}\""),
        DOUBLE("${%d}"),
        SINGLE("'\"${%d}\"'");

        private final String reference;

        Quotes(String reference) {
            this.reference = reference;
        }
    }

    /** {@code {{} and {@code }}} around a name are braces; {@code ${…}} and braces around anything else are the shell's. */
    static ShellScript of(String source, Collection<String> known) {
        return new Scanner(source, known).scan();
    }

    private static final class Scanner {
        private final String source;
        private final Collection<String> known;
        private final StringBuilder text = new StringBuilder();
        private final List<String> parameters = new ArrayList<>();
        private final List<String> unknown = new ArrayList<>();
        private final List<String> inDocument = new ArrayList<>();
        private final Deque<Quotes> around = new ArrayDeque<>();
        private Quotes quotes = Quotes.NONE;
        private boolean document;
        private int at;

        Scanner(String source, Collection<String> known) {
            this.source = source;
            this.known = known;
        }

        ShellScript scan() {
            while (at < source.length()) {
                step();
            }
            return new ShellScript(text.toString(), parameters, unknown, inDocument);
        }

        private void step() {
            char c = source.charAt(at);
            if (c == '\\' && quotes != Quotes.SINGLE && at + 1 < source.length()) {
                take(2);
            } else if (c == '#'
                    && quotes == Quotes.NONE
                    && (at == 0 || Character.isWhitespace(source.charAt(at - 1)))) {
                int end = source.indexOf('\n', at);
                take((end < 0 ? source.length() : end) - at);
            } else if (c == '<' && quotes == Quotes.NONE && source.startsWith("<<", at)) {
                document |= !source.startsWith("<<<", at);
                take(source.startsWith("<<<", at) ? 3 : 2);
            } else if (c == '{' && !(at > 0 && source.charAt(at - 1) == '$')) {
                brace();
            } else {
                quote(c);
                take(1);
            }
        }

        /** {@code $(…)} and {@code (…)} begin anew, and what was around them goes on behind them. */
        private void quote(char c) {
            if (c == '('
                    && quotes != Quotes.SINGLE
                    && (quotes == Quotes.NONE || text.length() > 0 && text.charAt(text.length() - 1) == '$')) {
                around.push(quotes);
                quotes = Quotes.NONE;
            } else if (c == ')' && quotes == Quotes.NONE && !around.isEmpty()) {
                quotes = around.pop();
            } else if (c == '\'' && quotes != Quotes.DOUBLE) {
                quotes = quotes == Quotes.SINGLE ? Quotes.NONE : Quotes.SINGLE;
            } else if (c == '"' && quotes != Quotes.SINGLE) {
                quotes = quotes == Quotes.DOUBLE ? Quotes.NONE : Quotes.DOUBLE;
            }
        }

        private void brace() {
            int open = source.startsWith("{{", at) ? 2 : 1;
            var found = NAME.matcher(source).region(at + open, source.length());
            int end = found.lookingAt() ? found.end() : at + open;
            var name = source.substring(at + open, end);
            if (name.isEmpty() || !source.startsWith("}".repeat(open), end)) {
                take(open);
            } else if (open == 2) {
                text.append('{').append(name).append('}');
                at = end + 2;
            } else {
                reference(name);
                at = end + 1;
            }
        }

        private void reference(String name) {
            if (!known.contains(name)) {
                unknown.add(name);
            } else if (document) {
                inDocument.add(name);
            }
            if (!parameters.contains(name)) {
                parameters.add(name);
            }
            text.append(quotes.reference.formatted(parameters.indexOf(name) + 1));
        }

        private void take(int count) {
            text.append(source, at, at + count);
            at += count;
        }
    }
}
