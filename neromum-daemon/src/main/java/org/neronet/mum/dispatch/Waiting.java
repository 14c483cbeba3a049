package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.event.Event.Waits;
import org.neronet.common.event.Hold;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.warden.JobReport;

/**
 * What is worth writing down of why attempts wait: another reason, or an estimate that has moved, and of each attempt no
 * more than once a minute, because a thousand waiting jobs change their reasons all the time. Owned by the dispatch
 * thread.
 */
final class Waiting {
    private static final Duration GAP = Duration.ofMinutes(1);
    private static final Duration MOVED = Duration.ofMinutes(5);

    private final InstantSource time;
    private final Map<AttemptKey, Instant> said = new HashMap<>();

    Waiting(InstantSource time) {
        this.time = time;
    }

    /** The news of one attempt. */
    Optional<Waits> news(Attempt attempt, JobReport report) {
        var status = attempt.status();
        var now = time.instant();
        if (report.waits().isEmpty() || status.state() != AttemptState.QUEUED || status.hold() != Hold.NONE) {
            return Optional.empty();
        }
        var wait = report.waits().get();
        boolean other =
                !wait.reason().equals(status.reason().orElse("")) || moved(wait.expectedAt(), status.expectedAt());
        var last = said.get(attempt.key());
        if (!other || last != null && now.isBefore(last.plus(GAP))) {
            return Optional.empty();
        }
        said.put(attempt.key(), now);
        return Optional.of(new Waits(attempt.key(), now, wait.reason(), wait.expectedAt()));
    }

    private static boolean moved(Optional<Instant> now, Optional<Instant> before) {
        return now.isPresent() && before.isPresent()
                ? Duration.between(now.get(), before.get()).abs().compareTo(MOVED) >= 0
                : now.isPresent() || before.isPresent();
    }

    void keepOnly(Set<AttemptKey> keys) {
        said.keySet().retainAll(keys);
    }
}
