package org.neronet.mum.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.neronet.common.experiment.AttemptKey;

/**
 * Counts how often a clean answer of the scheduler did not know an attempt that may have been sent. Only after two such
 * misses, far enough apart, is it sent again; the claim makes even that safe. Owned by the dispatch thread.
 */
final class Doubts {
    private static final int MISSES = 2;

    private final Map<AttemptKey, Miss> misses = new HashMap<>();
    private final Duration apart;

    /** @param apart least time between two misses that count, and between the first doubt and the first miss */
    Doubts(Duration apart) {
        this.apart = apart;
    }

    /** Notes a miss; true when it may be sent again. */
    boolean missed(AttemptKey key, Instant now) {
        var last = misses.computeIfAbsent(key, k -> new Miss(0, now));
        if (now.isBefore(last.at().plus(apart))) {
            return false;
        }
        misses.put(key, new Miss(last.count() + 1, now));
        return last.count() + 1 >= MISSES;
    }

    void forget(AttemptKey key) {
        misses.remove(key);
    }

    void keepOnly(Set<AttemptKey> keys) {
        misses.keySet().retainAll(keys);
    }

    private record Miss(int count, Instant at) {}
}
