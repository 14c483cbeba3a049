package org.neronet.man.selection;

import java.util.ArrayList;
import java.util.List;
import org.neronet.man.selection.Token.Kind;

/** Cuts a selection into words and signs. */
final class Tokens {
    private static final String OPERATOR_SIGNS = "=!<>";

    private final SelectionText source;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(SelectionText source) {
        this.source = source;
        this.text = source.text();
    }

    /** The last one is the end. */
    static List<Token> of(SelectionText source) {
        return new Tokens(source).all();
    }

    private List<Token> all() {
        while (skipBlanks() < text.length()) {
            next();
        }
        add(Kind.END, at, "");
        return tokens;
    }

    private int skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void next() {
        char sign = text.charAt(at);
        switch (sign) {
            case ',' -> add(Kind.COMMA, at++, ",");
            case '(' -> add(Kind.OPEN, at++, "(");
            case ')' -> add(Kind.CLOSE, at++, ")");
            case '"', '\'' -> quoted(sign);
            default -> {
                if (OPERATOR_SIGNS.indexOf(sign) >= 0 && !isValueNext()) {
                    operator();
                } else {
                    word();
                }
            }
        }
    }

    private void operator() {
        int start = at;
        while (at < text.length() && OPERATOR_SIGNS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        add(Kind.OPERATOR, start, text.substring(start, at));
    }

    private void quoted(char quote) {
        int start = at;
        int end = text.indexOf(quote, start + 1);
        if (end < 0) {
            throw source.fault(start, "the quote " + quote + " is never closed");
        }
        at = end + 1;
        var inside = text.substring(start + 1, end);
        refuseControl(inside, start + 1);
        add(Kind.QUOTED, start, inside);
    }

    private void word() {
        int start = at;
        boolean value = isValueNext();
        while (at < text.length() && !endsWord(text.charAt(at), value)) {
            at = text.charAt(at) == '[' ? behindSet() : at + 1;
        }
        if (at == start) {
            at++; // A sign that cannot begin a value; what is wrong with it is told where it stands.
        }
        var word = text.substring(start, at);
        refuseControl(word, start);
        add(Kind.WORD, start, word);
    }

    /** A set such as {@code [!ab]} is taken whole when it has no blank in it. */
    private int behindSet() {
        int end = TextPattern.setEnd(text, at);
        boolean whole = end >= 0 && text.substring(at, end).chars().noneMatch(c -> isBlank((char) c));
        return whole ? end + 1 : at + 1;
    }

    /** A value may have the signs of {@code =} and {@code !=} in it. */
    private static boolean endsWord(char sign, boolean value) {
        return isBlank(sign) || ",()<>".indexOf(sign) >= 0 || !value && (sign == '=' || sign == '!');
    }

    private boolean isValueNext() {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(Kind.OPERATOR);
    }

    private static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r';
    }

    private void refuseControl(String word, int start) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isISOControl(word.charAt(i))) {
                throw source.fault(start + i, "a control character");
            }
        }
    }

    private void add(Kind kind, int start, String word) {
        tokens.add(new Token(kind, word, start, Math.max(at, start + word.length())));
    }
}
