package org.neronet.man.link;

import java.io.InputStream;
import java.io.OutputStream;

/** A command that runs at the other end of a {@link Link}. */
public interface RemoteProcess extends AutoCloseable {
    /** What it reads; closing it is its end of input. */
    OutputStream in();

    /** What it prints. */
    InputStream out();

    /** What it complains; somebody must read it. */
    InputStream err();

    /** Waits for its end and returns its exit code, -1 when the link broke before. */
    int waitFor() throws InterruptedException;

    /** Ends it; harmless when it has ended. */
    @Override
    void close();
}
