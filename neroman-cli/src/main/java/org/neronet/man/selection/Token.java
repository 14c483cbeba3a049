package org.neronet.man.selection;

/**
 * A word or sign of a selection.
 *
 * @param start where it begins in the text, quote included
 * @param end behind its last character
 */
record Token(Kind kind, String text, int start, int end) {
    /** What a token is. */
    enum Kind {
        WORD,
        /** In quotes, which only keep blanks, commas and the like in it. */
        QUOTED,
        OPERATOR,
        COMMA,
        OPEN,
        CLOSE,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it is that word of the grammar rather than a name. */
    boolean isKeyword(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isText() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }
}
