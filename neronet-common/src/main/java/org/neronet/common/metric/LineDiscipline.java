package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

/**
 * Turns a program's bytes into the lines that a terminal would show: {@code \r} replaces the line, {@code \b} steps
 * back, escape sequences and other control characters vanish, invalid UTF-8 becomes U+FFFD. It does not matter how the
 * bytes come in pieces. Owned by one thread.
 */
final class LineDiscipline {
    /** Longest line, characters: what is longer comes in pieces. */
    static final int MAX_LINE = 64 << 10;

    private final ShownLine line = new ShownLine();
    private final Utf8Character character = new Utf8Character();
    private EscapeSequence escape = EscapeSequence.NONE;
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
        return line.isUntouched() && !character.isOpen() && escape == EscapeSequence.NONE;
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
            if (b >= 0x20 && b < 0x7f && !character.isOpen() && escape == EscapeSequence.NONE) {
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
        if (!line.isEmpty()) {
            emit(sink);
        }
    }

    private void unusual(byte b, LineSink sink) {
        if (character.continuesWith(b)) {
            putCodePoint(character.add(b), sink);
            return;
        }
        endCharacter(sink);
        if (b < 0) {
            putCodePoint(character.begin(b & 0xff), sink);
        } else if (b == '\n') {
            emit(sink);
        } else if (escape != EscapeSequence.NONE) {
            escape = escape.after(b);
        } else {
            ascii(b, sink);
        }
    }

    private void ascii(byte b, LineSink sink) {
        if (b == '\r') {
            line.carriageReturn();
        } else if (b == '\b') {
            line.backspace();
        } else if (b == 0x1b) {
            escape = EscapeSequence.BEGUN;
        } else if (b == '\t' || b >= 0x20 && b < 0x7f) {
            put((char) b, sink);
        }
    }

    private void endCharacter(LineSink sink) {
        if (character.isOpen()) {
            character.abandon();
            putCodePoint(Utf8Character.REPLACEMENT, sink);
        }
    }

    private void putCodePoint(int point, LineSink sink) {
        if (point == Utf8Character.INCOMPLETE || escape != EscapeSequence.NONE) {
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
        if (line.isReplaced()) {
            sink.frame(line.text(), offset);
        }
        if (line.isFull()) {
            emit(sink);
        }
        line.put(c);
    }

    private void emit(LineSink sink) {
        var text = line.text();
        line.clear();
        escape = EscapeSequence.NONE;
        int traits = LineTraits.of(text);
        if (sink.wants(traits)) {
            sink.line(text, traits, offset);
        }
    }
}
