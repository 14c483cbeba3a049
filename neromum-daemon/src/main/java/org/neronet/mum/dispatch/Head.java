package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.neronet.common.experiment.AttemptKey;

/**
 * The first of those that wait for room. Smaller ones may fill the gaps before it, but only for a while: then what comes
 * free is kept for it, so a large experiment starts at the latest when all that ran at that moment has ended.
 */
final class Head {
    /** How long others may pass it. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final InstantSource time;
    private Optional<AttemptKey> key = Optional.empty();
    private Instant since = Instant.MAX;

    Head(InstantSource time) {
        this.time = time;
    }

    /** Notes who is first now; the same one keeps its time. */
    void keep(AttemptKey first) {
        if (!key.equals(Optional.of(first))) {
            key = Optional.of(first);
            since = time.instant();
        }
    }

    /** Nobody waits. */
    void clear() {
        key = Optional.empty();
    }

    /** Whether others may go before this one. */
    boolean letsPass(AttemptKey waiting) {
        return !key.equals(Optional.of(waiting)) || time.instant().isBefore(since.plus(PATIENCE));
    }
}
