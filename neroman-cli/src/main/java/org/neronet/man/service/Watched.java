package org.neronet.man.service;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on and remembers whether there were any. */
final class Watched extends FilterOutputStream {
    private volatile boolean touched;

    Watched(OutputStream out) {
        super(out);
    }

    boolean isTouched() {
        return touched;
    }

    @Override
    public void write(int b) throws IOException {
        touched = true;
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        touched |= length > 0;
        out.write(bytes, from, length);
    }
}
