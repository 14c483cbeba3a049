package org.neronet.man.link;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a command that takes longer than its limit, so that nobody waits for it for ever. */
final class Watchdog implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean fired;

    private Watchdog() {}

    static Watchdog over(RemoteProcess process, Duration limit) {
        var dog = new Watchdog();
        var thread = new Thread(() -> dog.watch(process, limit), "command-limit");
        thread.setDaemon(true);
        thread.start();
        return dog;
    }

    private void watch(RemoteProcess process, Duration limit) {
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                fired = true;
                process.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the command was ended by this. */
    boolean fired() {
        return fired;
    }

    @Override
    public void close() {
        done.countDown();
    }
}
