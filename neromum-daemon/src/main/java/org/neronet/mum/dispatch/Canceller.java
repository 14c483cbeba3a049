package org.neronet.mum.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.ForwardTime;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out terminations: what has not started loses its claim first, so that a slow cancel cannot let it start; what
 * runs is cancelled, again every 15 s until it ended. Owned by the dispatch thread.
 */
final class Canceller {
    private static final Logger LOG = LoggerFactory.getLogger(Canceller.class);
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final Ledger ledger;
    private final Queue queue;
    private final InstantSource time;
    private final Map<AttemptKey, Instant> asked = new HashMap<>();

    Canceller(Ledger ledger, Queue queue, InstantSource time) {
        this.ledger = ledger;
        this.queue = queue;
        this.time = new ForwardTime(time);
    }

    /** Does what is due for the attempts whose end was asked for. */
    void cancel(List<Attempt> doomed) throws InterruptedException {
        asked.keySet().retainAll(doomed.stream().map(Attempt::key).toList());
        var due = doomed.stream().filter(this::isDue).toList();
        if (due.isEmpty()) {
            return;
        }
        var unstarted = due.stream().filter(this::takeClaim).toList();
        var jobs = Packs.end(due.stream().filter(a -> a.batch().isPresent()).toList(), unstarted, ledger.live());
        if (!jobs.isEmpty()) {
            queue.cancel(jobs).ifPresent(complaint -> LOG.warn("cancelling {}: {}", jobs, complaint));
        }
        due.forEach(a -> asked.put(a.key(), time.instant()));
        var ends = unstarted.stream()
                .map(a -> (Entry) new Entry.Happened(neverStarted(a)))
                .toList();
        ledger.append(ends).join();
    }

    private boolean isDue(Attempt attempt) {
        var last = asked.get(attempt.key());
        return last == null || !time.instant().isBefore(last.plus(AGAIN));
    }

    private boolean takeClaim(Attempt attempt) {
        if (attempt.status().state() == AttemptState.RUNNING) {
            return false;
        }
        try {
            return attempt.batch().isEmpty() || Claims.take(attempt.folder());
        } catch (IOException e) {
            LOG.warn("cannot take the claim of {}; its job is cancelled all the same", attempt.key(), e);
            return false;
        }
    }

    private Ended neverStarted(Attempt attempt) {
        var reason = "terminated by the user before it started";
        return new Ended(attempt.key(), time.instant(), AttemptState.TERMINATED, Optional.empty(), reason, "claim");
    }
}
