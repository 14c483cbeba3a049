package org.neronet.mum.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.neronet.common.experiment.AttemptKey;

/** What follows from the durable entries. Changed by the ledger's thread alone, by a {@link Draft}; read by all. */
final class LedgerState {
    private final Map<AttemptKey, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<String, List<AttemptKey>> batches = new ConcurrentHashMap<>();
    private final NavigableMap<Long, AttemptKey> live = new ConcurrentSkipListMap<>();
    private final Map<AttemptKey, Long> placeInLive = new HashMap<>();
    private long lastPlace;
    private volatile long head;

    Optional<Attempt> find(AttemptKey key) {
        return Optional.ofNullable(attempts.get(key));
    }

    Optional<List<AttemptKey>> batch(String token) {
        return Optional.ofNullable(batches.get(token));
    }

    List<Attempt> live() {
        return live.values().stream()
                .map(attempts::get)
                .filter(Objects::nonNull)
                .filter(Attempt::isLive)
                .toList();
    }

    /** Ended attempts first, then the live ones in order of submission. */
    List<Attempt> all() {
        var all = new ArrayList<Attempt>();
        attempts.values().stream().filter(attempt -> !attempt.isLive()).forEach(all::add);
        all.addAll(live());
        return all;
    }

    Map<String, List<AttemptKey>> batches() {
        return Map.copyOf(batches);
    }

    long head() {
        return head;
    }

    void put(Attempt attempt) {
        var key = attempt.key();
        attempts.put(key, attempt);
        if (!attempt.isLive()) {
            Optional.ofNullable(placeInLive.remove(key)).ifPresent(live::remove);
        } else if (!placeInLive.containsKey(key)) {
            placeInLive.put(key, ++lastPlace);
            live.put(lastPlace, key);
        }
    }

    void putBatch(String token, List<AttemptKey> keys) {
        batches.put(token, keys);
    }

    void head(long seq) {
        head = seq;
    }
}
