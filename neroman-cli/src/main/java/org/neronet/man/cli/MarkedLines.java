package org.neronet.man.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on everything but lines that are reports to Neronet ({@code ::neronet loss=0.3}). Nothing is held back but the
 * beginning of a line that may still become one.
 */
final class MarkedLines extends OutputStream {
    private static final byte[] MARK = "::neronet".getBytes(StandardCharsets.US_ASCII);
    private static final int ORDINARY = -1;

    private final OutputStream out;
    /** How much of the mark the line has so far; {@link #ORDINARY} for a line that is none. */
    private int matched;

    private boolean hidden;

    MarkedLines(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        var kept = new byte[count + MARK.length];
        int length = 0;
        for (int at = from; at < from + count; at++) {
            if (!isHeldBack(bytes[at])) {
                if (matched > 0) {
                    System.arraycopy(MARK, 0, kept, length, matched);
                    length += matched;
                }
                kept[length++] = bytes[at];
                matched = bytes[at] == '\n' ? 0 : ORDINARY;
            }
        }
        out.write(kept, 0, length);
    }

    private boolean isHeldBack(byte next) {
        if (hidden) {
            hidden = next != '\n';
        } else if (matched == MARK.length && next >= 0 && next <= ' ') {
            hidden = next != '\n';
            matched = 0;
        } else if (matched >= 0 && matched < MARK.length && next == MARK[matched]) {
            matched++;
        } else {
            return false;
        }
        return true;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Passes on what was held back of a last line without an end. */
    void finish() throws IOException {
        if (matched > 0 && matched < MARK.length) {
            out.write(MARK, 0, matched);
        }
        matched = ORDINARY;
        out.flush();
    }
}
