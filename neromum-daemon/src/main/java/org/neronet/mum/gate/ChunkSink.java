package org.neronet.mum.gate;

import java.io.IOException;

/** Takes the chunks that go to neroman before a reply. */
@FunctionalInterface
public interface ChunkSink {
    /** Sends a chunk; waits while neroman is slower. */
    void send(byte[] bytes) throws IOException;
}
