package org.neronet.mum.gate;

import java.io.IOException;

/** The chunks that neroman sends behind a request. */
@FunctionalInterface
public interface ChunkSource {
    /**
     * Waits for the next one.
     *
     * @throws IOException when the connection ends first
     */
    byte[] next() throws IOException, InterruptedException;
}
