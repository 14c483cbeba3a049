package org.neronet.kid.report;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When to try again: after 0.2 s at first, twice as long each time, 10 s at most, with up to half of it taken off. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private Duration pause = FIRST;
    private Instant next = Instant.MIN;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Whether the pause is over; a clock that was set back does not make it longer. */
    boolean isDue(Instant now) {
        return !now.isBefore(next) || next.isAfter(now.plus(LONGEST));
    }

    void failed(Instant now) {
        long millis = pause.toMillis();
        next = now.plusMillis(millis - random.nextLong(millis / 2));
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    void succeeded() {
        pause = FIRST;
    }

    /** Begins anew, without a pause before the first try. */
    void hurry() {
        pause = FIRST;
        next = Instant.MIN;
    }
}
