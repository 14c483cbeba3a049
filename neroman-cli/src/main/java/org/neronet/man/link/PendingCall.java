package org.neronet.man.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.Frame;

/** A request that waits for its frames; the reader hands them over, the asking thread takes them. */
final class PendingCall {
    /** So many chunks may wait for a slow sink before the reader waits too. */
    private static final int CAPACITY = 32;

    private final long id;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private boolean abandoned;
    private NeronetException failure;

    PendingCall(long id) {
        this.id = id;
    }

    /** The request's number. */
    long id() {
        return id;
    }

    /** Called by the reader; waits while the asking thread is behind. */
    synchronized void deliver(Frame frame) throws InterruptedException {
        while (frames.size() >= CAPACITY && !abandoned) {
            wait();
        }
        if (!abandoned) {
            frames.add(frame);
            notifyAll();
        }
    }

    /** No more frames will come. */
    synchronized void fail(NeronetException why) {
        failure = why;
        notifyAll();
    }

    /** Nobody takes frames any more. */
    synchronized void abandon() {
        abandoned = true;
        frames.clear();
        notifyAll();
    }

    /**
     * The next frame.
     *
     * @param limit longest wait; empty after it
     * @throws NeronetException when no more will come
     */
    synchronized Optional<Frame> next(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); frames.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
            if (failure != null) {
                throw failure;
            }
            wait(left / 1_000_000 + 1);
        }
        var frame = Optional.ofNullable(frames.poll());
        notifyAll();
        return frame;
    }

    /** Whether something waits to be taken, so that a long request can stop early. */
    synchronized boolean hasNews() {
        return !frames.isEmpty() || failure != null;
    }
}
