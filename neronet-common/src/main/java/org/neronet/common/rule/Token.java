package org.neronet.common.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {
    /** What it is. */
    enum Kind {
        NUMBER,
        NAME,
        QUOTED,
        SIGN,
        END
    }

    private static final Pattern WORD = Pattern.compile("\\s*(?:(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
            + "|(?<name>[\\p{L}_@][\\p{L}\\p{N}_@.]*)"
            + "|(?<quoted>\"[^\"]*\"|'[^']*'|`[^`]*`)"
            + "|(?<sign><=|>=|==|!=|[-+*/()<>,]))");

    /** The words of a text and an END. */
    static List<Token> read(String text) {
        var tokens = new ArrayList<Token>();
        var words = WORD.matcher(text);
        int at = 0;
        while (!text.substring(at).isBlank()) {
            if (!words.find(at) || words.start() != at) {
                throw strange(text, at);
            }
            tokens.add(token(words));
            at = words.end();
        }
        tokens.add(new Token(Kind.END, "the end", text.length() + 1));
        return tokens;
    }

    private static RuleException strange(String text, int at) {
        int column = at;
        while (Character.isWhitespace(text.charAt(column))) {
            column++;
        }
        char sign = text.charAt(column);
        var hint = sign == '=' ? "; equal is '=='" : sign == '"' || sign == '\'' ? "; its end is missing" : "";
        return new RuleException("'" + sign + "' cannot stand here" + hint, column + 1);
    }

    private static Token token(java.util.regex.Matcher words) {
        if (words.group("number") != null) {
            return new Token(Kind.NUMBER, words.group("number"), words.start("number") + 1);
        } else if (words.group("name") != null) {
            return new Token(Kind.NAME, words.group("name"), words.start("name") + 1);
        } else if (words.group("quoted") != null) {
            var quoted = words.group("quoted");
            return new Token(Kind.QUOTED, quoted.substring(1, quoted.length() - 1), words.start("quoted") + 1);
        }
        return new Token(Kind.SIGN, words.group("sign"), words.start("sign") + 1);
    }

    boolean is(String word) {
        return text.equals(word) && (kind == Kind.SIGN || kind == Kind.NAME);
    }

    boolean isMetric() {
        return kind == Kind.NAME || kind == Kind.QUOTED;
    }
}
