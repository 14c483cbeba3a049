package org.neronet.common.metric;

/**
 * Cheap facts about a line, found while its end is looked for, so that readers need not look at lines that cannot be
 * theirs. A set of them is an {@code int}.
 */
final class LineTraits {
    /** Every line has it. */
    static final int ANY = 1;
    /** {@code :} or {@code =} somewhere. */
    static final int SIGN = 1 << 1;
    /** {@code |} somewhere. */
    static final int BAR = 1 << 2;
    /** A tab somewhere. */
    static final int TAB = 1 << 3;
    /** {@code %} somewhere. */
    static final int PERCENT = 1 << 4;
    /** A digit somewhere. */
    static final int DIGIT = 1 << 5;
    /** Something that is not ASCII. */
    static final int WIDE = 1 << 6;
    /** The first character is a letter. */
    static final int LETTER_FIRST = 1 << 7;
    /** The first character is a digit. */
    static final int DIGIT_FIRST = 1 << 8;
    /** The first character is a blank or a tab. */
    static final int BLANK_FIRST = 1 << 9;
    /** The first character is something else, such as a dash. */
    static final int OTHER_FIRST = 1 << 10;
    /** The last visible character can end a number. */
    static final int NUMBER_LAST = 1 << 11;
    /** The last visible character is <code>}</code>. */
    static final int BRACE_LAST = 1 << 12;
    /** The last visible character is {@code ]}. */
    static final int BRACKET_LAST = 1 << 13;
    /** {@code (} or {@code +} somewhere. */
    static final int AROUND = 1 << 14;
    /** The last visible character is {@code :}. */
    static final int COLON_LAST = 1 << 15;
    /** The last visible character opens a bracket of any kind. */
    static final int OPENING_LAST = 1 << 16;

    /** What the first character tells. */
    static final int FIRSTS = LETTER_FIRST | DIGIT_FIRST | BLANK_FIRST | OTHER_FIRST;

    /** In the table: not a character of a plain line. */
    static final int UNUSUAL = 1 << 31;

    private static final int[] TABLE = table();

    private LineTraits() {}

    /** What one byte adds, {@link #UNUSUAL} when it is a control character or not ASCII. */
    static int ofByte(byte b) {
        return TABLE[b & 0xff];
    }

    static int of(CharSequence line) {
        int traits = 0;
        int last = -1;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            traits |= c < 0x80 ? TABLE[c] & ~UNUSUAL : WIDE;
            last = Blanks.isBlank(c) ? last : at;
        }
        return traits | ends(line.isEmpty() ? ' ' : line.charAt(0), last < 0 ? ' ' : line.charAt(last));
    }

    /** What the first and the last visible character tell. */
    static int ends(char first, char last) {
        return ANY | first(first) | last(last);
    }

    private static int first(char c) {
        if (NumberText.isDigit(c)) {
            return DIGIT_FIRST;
        }
        return Blanks.isBlank(c) ? BLANK_FIRST : NameText.isStart(c) ? LETTER_FIRST : OTHER_FIRST;
    }

    private static int last(char c) {
        return switch (c) {
            case '}' -> BRACE_LAST;
            case ']' -> BRACKET_LAST;
            case ':' -> COLON_LAST;
            case '{', '[', '(' -> OPENING_LAST;
            default -> NumberText.canEnd(c) ? NUMBER_LAST : 0;
        };
    }

    private static int[] table() {
        var table = new int[256];
        for (int b = 0; b < 256; b++) {
            table[b] = b < 0x20 || b >= 0x7f ? UNUSUAL : 0;
        }
        for (char c = '0'; c <= '9'; c++) {
            table[c] = DIGIT;
        }
        table[':'] = SIGN;
        table['='] = SIGN;
        table['|'] = BAR;
        table['('] = AROUND;
        table['+'] = AROUND;
        table['%'] = PERCENT;
        table['\t'] = TAB;
        return table;
    }
}
