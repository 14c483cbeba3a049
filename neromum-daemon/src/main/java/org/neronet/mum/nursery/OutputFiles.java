package org.neronet.mum.nursery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.follow.AttemptFollower;
import org.neronet.common.follow.Known;
import org.neronet.common.metric.MetricsSpec;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;

/**
 * Mum's own reading of what programs write where no kid does it: the same follower over the same bytes, so the same
 * samples; the ledger passes over those it has.
 */
public final class OutputFiles {
    private static final int BUFFER = 256 << 10;
    private static final int BUFFERS_AT_ONCE = 32;

    private final Ledger ledger;
    private final InstantSource time;
    private final Map<AttemptKey, Tail> tails = new ConcurrentHashMap<>();

    public OutputFiles(Ledger ledger, InstantSource time) {
        this.ledger = ledger;
        this.time = time;
    }

    /** Reads some of what is new, at most 8 MiB of each file. */
    void readOn(Attempt attempt) throws IOException {
        read(attempt, false);
    }

    /** Reads everything to its end; all is durable when this returns. */
    public void readToEnd(Attempt attempt) {
        try {
            read(attempt, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keepOnly(Set<AttemptKey> keys) {
        tails.keySet().retainAll(keys);
    }

    private void read(Attempt attempt, boolean toEnd) throws IOException {
        var tail = tails.computeIfAbsent(attempt.key(), key -> new Tail());
        synchronized (tail) {
            try {
                read(attempt, tail.follower(attempt), toEnd);
                tell(attempt, tail);
            } catch (IOException | RuntimeException e) {
                // The reader may have seen bytes whose samples were not kept.
                tail.beginAgain();
                throw e;
            }
        }
    }

    private void read(Attempt attempt, AttemptFollower follower, boolean toEnd) throws IOException {
        var buffer = new byte[BUFFER];
        follower.discover();
        if (toEnd) {
            // What a program left behind might print for ever.
            follower.freeze();
        }
        int turns = 0;
        do {
            follower.read(buffer);
            keep(attempt, follower);
        } while (!follower.isAtEnd() && (toEnd || ++turns < BUFFERS_AT_ONCE));
        if (toEnd) {
            follower.finish();
            keep(attempt, follower);
        }
    }

    private void keep(Attempt attempt, AttemptFollower follower) {
        for (var batch = follower.found().peek();
                batch != null;
                batch = follower.found().peek()) {
            append(new Metrics(attempt.key(), time.instant(), batch.source(), batch.samples()));
            follower.found().remove();
        }
    }

    private void tell(Attempt attempt, Tail tail) {
        var follower = tail.follower(attempt);
        follower.progress()
                .ifPresent(p -> append(new Event.Progress(attempt.key(), time.instant(), p.done(), p.total())));
        for (var text : follower.warnings()) {
            if (tail.told.add(text)) {
                append(new Warned(attempt.key(), time.instant(), text));
            }
        }
    }

    private void append(Event event) {
        ledger.append(List.of(new Entry.Happened(event))).join();
    }

    /** How far one attempt is read. */
    private final class Tail {
        private final Set<String> told = new HashSet<>();
        private AttemptFollower follower;

        AttemptFollower follower(Attempt attempt) {
            if (follower == null) {
                follower = new AttemptFollower(
                        attempt.folder(), MetricsSpec.automatic(attempt.plan().metrics()), known(attempt.key()));
            }
            return follower;
        }

        void beginAgain() {
            follower = null;
        }

        private Known known(AttemptKey key) {
            return source -> offset(key, source);
        }

        private long offset(AttemptKey key, MetricSource source) {
            return ledger.find(key).map(attempt -> attempt.read(source)).orElse(0L);
        }
    }
}
