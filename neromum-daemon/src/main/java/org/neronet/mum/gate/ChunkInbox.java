package org.neronet.mum.gate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hands chunks from the connection's thread to a request's thread, few at a time so that memory stays bounded. */
final class ChunkInbox implements ChunkSource {
    private static final int MAX_WAITING = 4;

    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private boolean closed;

    /** Waits while the request is slower; what comes after {@link #close} is thrown away. */
    synchronized void put(byte[] bytes) throws InterruptedException {
        while (chunks.size() >= MAX_WAITING && !closed) {
            wait();
        }
        if (!closed) {
            chunks.addLast(bytes);
            notifyAll();
        }
    }

    @Override
    public synchronized byte[] next() throws IOException, InterruptedException {
        while (chunks.isEmpty() && !closed) {
            wait();
        }
        if (chunks.isEmpty()) {
            throw new IOException("the other side left before everything had arrived");
        }
        notifyAll();
        return chunks.removeFirst();
    }

    /** Ends the waiting on both sides. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
