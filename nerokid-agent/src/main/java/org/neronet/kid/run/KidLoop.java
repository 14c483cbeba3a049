package org.neronet.kid.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;

/** The one thread of a kid: sockets when they are ready, everything else five times a second. */
final class KidLoop implements Closeable {
    static final Duration TICK = Duration.ofMillis(200);

    private final Selector selector;

    KidLoop() throws IOException {
        selector = Selector.open();
    }

    /** Where the links of the attempts register; their attachments are {@link Runnable}s. */
    Selector selector() {
        return selector;
    }

    /** Runs until the duty is over or the thread is interrupted. */
    void run(Duty duty) throws IOException {
        boolean busy = duty.tick();
        long nextTick = System.nanoTime() + TICK.toNanos();
        while (!duty.isOver() && !Thread.currentThread().isInterrupted()) {
            long millis = (nextTick - System.nanoTime()) / 1_000_000;
            if (busy || millis <= 0) {
                selector.selectNow(key -> ((Runnable) key.attachment()).run());
                busy = duty.tick();
                nextTick = System.nanoTime() + TICK.toNanos();
            } else {
                selector.select(key -> ((Runnable) key.attachment()).run(), millis);
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
