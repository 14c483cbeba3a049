package org.neronet.common.metric;

/** Where a terminal's escape sequence is: colours, movements of the cursor, titles of windows. */
enum EscapeSequence {
    NONE,
    BEGUN,
    CONTROL,
    TEXT;

    /** Where it is behind this byte. */
    EscapeSequence after(byte b) {
        return switch (this) {
            case BEGUN -> b == '[' ? CONTROL : b == ']' ? TEXT : NONE;
            case CONTROL -> b >= 0x40 && b < 0x7f ? NONE : CONTROL;
            case TEXT -> b == 0x07 ? NONE : b == 0x1b ? BEGUN : TEXT;
            case NONE -> NONE;
        };
    }
}
