package org.neronet.man.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;

/** An attached command that is a pair of pipes, with a fake mum at their other ends. */
final class PipedProcess implements RemoteProcess {
    private final Pipe toMum;
    private final Pipe fromMum;

    PipedProcess() throws IOException {
        toMum = Pipe.open();
        fromMum = Pipe.open();
    }

    InputStream mumsIn() {
        return Channels.newInputStream(toMum.source());
    }

    OutputStream mumsOut() {
        return Channels.newOutputStream(fromMum.sink());
    }

    /** What a broken link does. */
    void breakOff() {
        try {
            fromMum.sink().close();
            toMum.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OutputStream in() {
        return Channels.newOutputStream(toMum.sink());
    }

    @Override
    public InputStream out() {
        return Channels.newInputStream(fromMum.source());
    }

    @Override
    public InputStream err() {
        return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() {
        return 0;
    }

    @Override
    public void close() {
        try {
            toMum.sink().close();
            fromMum.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
