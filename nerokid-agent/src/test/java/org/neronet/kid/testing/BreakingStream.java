package org.neronet.kid.testing;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that breaks after a number of bytes. */
final class BreakingStream extends FilterInputStream {
    private int left;

    BreakingStream(InputStream in, int left) {
        super(in);
        this.left = left;
    }

    @Override
    public int read() throws IOException {
        check();
        left--;
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        check();
        int count = super.read(bytes, from, Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    private void check() throws IOException {
        if (left == 0) {
            throw new EOFException("broken");
        }
    }
}
