package org.neronet.common.follow;

import java.util.concurrent.TimeUnit;

/**
 * When to look at the files of a working folder: every 2 s, every 10 s when there was nothing new for a minute, and never
 * for more than a twentieth of the time.
 */
final class Rhythm {
    private static final long OFTEN = TimeUnit.SECONDS.toNanos(2);
    private static final long SELDOM = TimeUnit.SECONDS.toNanos(10);
    private static final long IDLE = TimeUnit.MINUTES.toNanos(1);
    private static final long SHARE = 20;

    private long newsAt = System.nanoTime();
    private long dueAt = newsAt;

    boolean isDue() {
        return System.nanoTime() - dueAt >= 0;
    }

    /** There was something new. */
    void news() {
        newsAt = System.nanoTime();
    }

    /** A look has ended that began then. */
    void looked(long begun) {
        long now = System.nanoTime();
        long pause = now - newsAt > IDLE ? SELDOM : OFTEN;
        dueAt = now + Math.max(pause, SHARE * (now - begun));
    }
}
