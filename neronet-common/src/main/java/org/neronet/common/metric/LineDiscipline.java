package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns a program's bytes into the lines that a terminal would show: {@code \r} replaces the line, {@code \b} steps
 * back, escape sequences and other control characters vanish, invalid UTF-8 becomes U+FFFD. It does not matter how the
 * bytes come in pieces. Owned by one thread.
 */
final class LineDiscipline {
    /** Longest line, characters: what is longer comes in pieces. */
    static final int MAX_LINE = 64 << 10;

    private static final int REPLACEMENT = 0xfffd;

    private enum Escape {
        NONE,
        BEGUN,
        CONTROL,
        TEXT
    }

    private char[] line = new char[256];
    private int end;
    private int cursor;
    private boolean returned;
    private Escape escape = Escape.NONE;
    private int codePoint;
    private int smallest;
    private int missing;
    private long offset;
    private int plainTraits;

    /** Takes the first {@code length} bytes and hands over the lines that they end. */
    void feed(byte[] bytes, int length, LineSink sink) {
        for (int at = 0; at < length; ) {
            int stop = isAtStart() ? plainEnd(bytes, at, length) : -1;
            if (stop < 0) {
                at = feedLine(bytes, at, length, sink);
            } else {
                offset += stop + 1 - at;
                plainLine(bytes, at, stop, sink);
                at = stop + 1;
            }
        }
    }

    private void plainLine(byte[] bytes, int from, int to, LineSink sink) {
        int last = to;
        while (last > from && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) {
            last--;
        }
        char first = from == to ? ' ' : (char) bytes[from];
        int traits = plainTraits | LineTraits.ends(first, last == from ? ' ' : (char) bytes[last - 1]);
        if (sink.wants(traits)) {
            sink.line(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), traits, offset);
        }
    }

    private boolean isAtStart() {
        return end == 0 && cursor == 0 && !returned && missing == 0 && escape == Escape.NONE;
    }

    /** The end of a line without anything unusual in it, which is most lines; -1 when it has some, or no end here. */
    private int plainEnd(byte[] bytes, int from, int length) {
        int limit = Math.min(length, from + MAX_LINE + 1);
        int traits = 0;
        for (int at = from; at < limit; at++) {
            int of = LineTraits.ofByte(bytes[at]);
            if (of < 0) {
                plainTraits = traits;
                return bytes[at] == '\n' ? at : -1;
            }
            traits |= of;
        }
        return -1;
    }

    /** Byte by byte to the end of the line, or of the bytes. */
    private int feedLine(byte[] bytes, int from, int length, LineSink sink) {
        for (int at = from; at < length; ) {
            byte b = bytes[at++];
            offset++;
            if (b >= 0x20 && b < 0x7f && missing == 0 && escape == Escape.NONE) {
                put((char) b, sink);
            } else {
                unusual(b, sink);
            }
            if (b == '\n') {
                return at;
            }
        }
        return length;
    }

    /** Bytes of the stream that were read. */
    long offset() {
        return offset;
    }

    /** The stream is over: hands over the last line if it has no end. */
    void finish(LineSink sink) {
        endCharacter(sink);
        if (end > 0) {
            emit(sink);
        }
    }

    private void unusual(byte b, LineSink sink) {
        if (missing > 0 && (b & 0xc0) == 0x80) {
            codePoint = codePoint << 6 | b & 0x3f;
            if (--missing == 0) {
                putCodePoint(isValid() ? codePoint : REPLACEMENT, sink);
            }
            return;
        }
        endCharacter(sink);
        if (b < 0) {
            beginCharacter(b & 0xff, sink);
        } else if (b == '\n') {
            emit(sink);
        } else if (escape != Escape.NONE) {
            escape = afterEscaped(b);
        } else {
            ascii(b, sink);
        }
    }

    private void ascii(byte b, LineSink sink) {
        if (b == '\r') {
            cursor = 0;
            returned = true;
        } else if (b == '\b') {
            cursor = Math.max(0, cursor - 1);
        } else if (b == 0x1b) {
            escape = Escape.BEGUN;
        } else if (b == '\t' || b >= 0x20 && b < 0x7f) {
            put((char) b, sink);
        }
    }

    private Escape afterEscaped(byte b) {
        return switch (escape) {
            case BEGUN -> b == '[' ? Escape.CONTROL : b == ']' ? Escape.TEXT : Escape.NONE;
            case CONTROL -> b >= 0x40 && b < 0x7f ? Escape.NONE : Escape.CONTROL;
            case TEXT -> b == 0x07 ? Escape.NONE : b == 0x1b ? Escape.BEGUN : Escape.TEXT;
            case NONE -> Escape.NONE;
        };
    }

    private void beginCharacter(int lead, LineSink sink) {
        if (lead >= 0xc2 && lead < 0xe0) {
            begin(lead & 0x1f, 1, 0x80);
        } else if (lead >= 0xe0 && lead < 0xf0) {
            begin(lead & 0x0f, 2, 0x800);
        } else if (lead >= 0xf0 && lead < 0xf5) {
            begin(lead & 0x07, 3, 0x10000);
        } else {
            putCodePoint(REPLACEMENT, sink);
        }
    }

    private void begin(int bits, int following, int smallestValid) {
        codePoint = bits;
        missing = following;
        smallest = smallestValid;
    }

    private boolean isValid() {
        return codePoint >= smallest && codePoint <= Character.MAX_CODE_POINT && (codePoint & 0xfffff800) != 0xd800;
    }

    private void endCharacter(LineSink sink) {
        if (missing > 0) {
            missing = 0;
            putCodePoint(REPLACEMENT, sink);
        }
    }

    private void putCodePoint(int point, LineSink sink) {
        if (escape != Escape.NONE) {
            return;
        }
        if (Character.isBmpCodePoint(point)) {
            put((char) point, sink);
        } else {
            put(Character.highSurrogate(point), sink);
            put(Character.lowSurrogate(point), sink);
        }
    }

    private void put(char c, LineSink sink) {
        if (returned) {
            replace(sink);
        }
        if (cursor == MAX_LINE) {
            emit(sink);
        }
        if (cursor == line.length) {
            line = Arrays.copyOf(line, line.length * 2);
        }
        line[cursor++] = c;
        end = Math.max(end, cursor);
    }

    private void replace(LineSink sink) {
        returned = false;
        if (end > 0) {
            var frame = new String(line, 0, end);
            end = 0;
            sink.frame(frame, offset);
        }
    }

    private void emit(LineSink sink) {
        var text = new String(line, 0, end);
        end = 0;
        cursor = 0;
        returned = false;
        escape = Escape.NONE;
        int traits = LineTraits.of(text);
        if (sink.wants(traits)) {
            sink.line(text, traits, offset);
        }
    }
}
