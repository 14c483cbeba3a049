package org.neronet.common.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that another thread or process does, and says how things stood when it does not come. */
public final class Await {
    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    private Await() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param limit longest wait; generous ones cost nothing when all is well
     * @param state how things stand, for the message of the failure
     * @throws AssertionError when the limit passes first
     */
    public static void until(Duration limit, Supplier<String> state, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit + "; " + state.get());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("interrupted; " + state.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
