package org.neronet.mum;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures how long nobody needed mum. Owned by one thread. */
final class IdleClock {
    private final Duration limit;
    private final LongSupplier nanos;
    private long busyAt;

    /** @param nanos a clock that never jumps */
    IdleClock(Duration limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.busyAt = nanos.getAsLong();
    }

    /** Takes note of whether she is needed now; true when she was not for the whole limit. */
    boolean isOver(boolean busy) {
        if (busy) {
            busyAt = nanos.getAsLong();
        }
        return nanos.getAsLong() - busyAt >= limit.toNanos();
    }
}
