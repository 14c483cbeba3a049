package org.neronet.mum.dispatch;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of an attempt that a clean answer of the scheduler does not show. Absence alone is never taken for an end.
 * Owned by the dispatch thread.
 */
final class Missing {
    private static final Logger LOG = LoggerFactory.getLogger(Missing.class);

    /** How the evidence of those ends that had no beginning. */
    static final String NEVER_STARTED = "no claim, no exit file";

    private final Queue queue;
    private final Settler settler;
    private final InstantSource time;
    private final Doubts doubts;
    private final Vanished vanished;
    private final Sights sights;
    private final Set<AttemptKey> lost = new HashSet<>();

    Missing(Queue queue, Settler settler, Vanished vanished, Sights sights, InstantSource time) {
        this.queue = queue;
        this.settler = settler;
        this.time = time;
        this.doubts = new Doubts(queue.apart());
        this.vanished = vanished;
        this.sights = sights;
    }

    /** Forgets what was noted of all others. */
    void keepOnly(Set<AttemptKey> keys) {
        doubts.keepOnly(keys);
        vanished.keepOnly(keys);
        lost.retainAll(keys);
    }

    /** It is there, or was sent anew. */
    void forget(AttemptKey key) {
        doubts.forget(key);
        vanished.forget(key);
    }

    /** Notes that it was not shown; whether it must be sent again. */
    boolean sendsAgain(Attempt attempt) throws InterruptedException {
        try {
            if (attempt.status().state() == AttemptState.RUNNING || Claims.isTakenByJob(attempt.folder())) {
                vanished.missing(attempt);
                return false;
            }
            return !attempt.status().terminationAsked()
                    && !Holds.isHeld(attempt)
                    && !lost.contains(attempt.key())
                    && doubts.missed(attempt.key(), time.instant())
                    && isForgotten(attempt);
        } catch (IOException e) {
            LOG.warn("cannot read the files of {}; asking again later", attempt.key(), e);
            return false;
        }
    }

    /**
     * Sent, but neither the scheduler nor a claim says that it arrived; or it did, and the scheduler has lost its memory.
     * Should it start in spite of that, the claim lets one of the two run.
     */
    private boolean isForgotten(Attempt attempt) throws IOException, InterruptedException {
        if (attempt.status().jobId().isEmpty()) {
            return true;
        }
        var job = Poller.ref(attempt);
        return switch (queue.recall(job, sights.last(job))) {
            case FORGOTTEN -> true;
            case GONE -> {
                lose(attempt);
                yield false;
            }
            case LISTED -> {
                doubts.forget(attempt.key());
                yield false;
            }
            case SILENT -> false;
        };
    }

    /** Only with the claim in hand: whatever the scheduler may still know, the program never starts then. */
    private void lose(Attempt attempt) throws IOException {
        if (Claims.take(attempt.folder())) {
            lost.add(attempt.key());
            var job = attempt.status().jobId().orElseThrow();
            settler.report(
                    attempt.key(), lost(attempt, "the scheduler does not know its job " + job + "; " + NEVER_STARTED));
        }
    }

    /** @param words the evidence */
    static JobReport lost(Attempt attempt, String words) {
        return new JobReport(
                Phase.ENDED,
                Optional.of(AttemptState.LOST),
                attempt.status().jobId(),
                attempt.status().node(),
                Optional.empty(),
                Optional.empty(),
                words);
    }
}
