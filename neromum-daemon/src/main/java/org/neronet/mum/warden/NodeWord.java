package org.neronet.mum.warden;

import java.time.Instant;
import java.util.Optional;

/**
 * What a scheduler says of one node.
 *
 * @param state in the scheduler's word, such as {@code DOWN*}
 * @param runsNothing whether no job of anybody is on it, by that word
 * @param bootedAt by the node's own clock, if known
 */
public record NodeWord(String state, boolean runsNothing, Optional<Instant> bootedAt) {
    /** Why nothing that began there at that time, by the node's clock, runs now; empty when it may. */
    public Optional<String> cannotRun(Instant startedAt) {
        if (runsNothing) {
            return Optional.of("is " + state);
        }
        return bootedAt.filter(startedAt::isBefore).map(boot -> "was booted again at " + boot);
    }
}
