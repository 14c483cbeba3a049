package org.neronet.common.process;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock for pauses and time limits: when the clock behind it is set back it goes on, at half speed until that has caught up.
 * Safe for threads.
 */
public final class ForwardTime implements InstantSource {
    private static final int SLOWER = 2;

    private final InstantSource clock;
    private Instant heard;
    private Instant told;

    public ForwardTime(InstantSource clock) {
        this.clock = clock;
        this.heard = clock.instant();
        this.told = heard;
    }

    /** Never earlier than the answer before. */
    @Override
    public synchronized Instant instant() {
        var now = clock.instant();
        var passed = Duration.between(heard, now);
        heard = now;
        if (!passed.isNegative()) {
            told = later(now, told.plus(passed.dividedBy(SLOWER)));
        }
        return told;
    }

    /** While it is ahead it goes slowly, and else with the clock. */
    private static Instant later(Instant now, Instant slow) {
        return now.isAfter(slow) ? now : slow;
    }
}
