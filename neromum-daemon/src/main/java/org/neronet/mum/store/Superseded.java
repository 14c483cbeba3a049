package org.neronet.mum.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Progress;
import org.neronet.common.experiment.AttemptKey;

/**
 * Says which lines the journal need not hold any more: values and progress that every state after them holds without them,
 * that their home has taken, and that no rule about living siblings looks at. Used for one segment.
 */
final class Superseded {
    private final LedgerState state;
    private final Map<String, Long> taken;
    private final Set<String> families;
    private final boolean force;
    private final Map<String, Long> dropped = new HashMap<>();
    private final Map<String, Long> untaken = new HashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private final Set<AttemptKey> losing = new HashSet<>();

    /**
     * @param taken up to which event each home has them on its own disk
     * @param force whether it matters only that the state is kept
     */
    Superseded(LedgerState state, Map<String, Long> taken, boolean force) {
        this.state = state;
        this.taken = Map.copyOf(taken);
        this.families = families(state);
        this.force = force;
    }

    /** Those with living members whose rules may look at their siblings' values. */
    static Set<String> families(LedgerState state) {
        return state.live().stream()
                .filter(Superseded::hasRules)
                .map(Attempt::family)
                .collect(Collectors.toSet());
    }

    private static boolean hasRules(Attempt attempt) {
        return attempt.plan().watch().has("stop");
    }

    /** Whether a line may go; notes whose it was, or what keeps it. */
    boolean mayGo(NumberedEntry line) {
        var event = NumberedEntry.eventOf(line.entry());
        if (event.filter(this::isSuperseded).isEmpty()) {
            return false;
        }
        var key = event.get().key();
        boolean unread = line.seq() > taken.getOrDefault(key.home(), 0L);
        if (!force && (unread || isAwaited(key))) {
            note(key, unread, line.seq());
            return false;
        }
        dropped.merge(key.home(), line.seq(), Math::max);
        if (unread) {
            losing.add(key);
        }
        return true;
    }

    private void note(AttemptKey key, boolean unread, long seq) {
        if (unread) {
            untaken.merge(key.home(), seq, Math::max);
        } else {
            awaited.add(state.find(key).orElseThrow().family());
        }
    }

    private boolean isAwaited(AttemptKey key) {
        return state.find(key)
                .filter(Superseded::hasRules)
                .filter(attempt -> families.contains(attempt.family()))
                .isPresent();
    }

    /** Whether the state that the whole journal leads to is the same without it. */
    private boolean isSuperseded(Event event) {
        var attempt = state.find(event.key());
        if (attempt.isEmpty()) {
            return false;
        } else if (event instanceof Metrics metrics) {
            long last = metrics.samples().stream()
                    .mapToLong(sample -> sample.offset())
                    .max()
                    .orElse(0);
            return !attempt.get().isLive() || attempt.get().read(metrics.source()) > last;
        }
        return event instanceof Progress progress
                && !(attempt.get().status().done().equals(Optional.of(progress.done()))
                        && attempt.get().status().total().equals(Optional.of(progress.total())));
    }

    /** Up to which event values of each home went. */
    Map<String, Long> dropped() {
        return dropped;
    }

    /** Whose values went before anybody had them. */
    Set<AttemptKey> losing() {
        return losing;
    }

    /** What kept others from going. */
    Obstacle obstacle() {
        return new Obstacle(Map.copyOf(untaken), Set.copyOf(awaited));
    }

    /**
     * Why a segment stays as it is for now.
     *
     * @param untaken up to which event each home would have to take
     * @param families whose living members would have to end
     */
    record Obstacle(Map<String, Long> untaken, Set<String> families) {
        boolean isEmpty() {
            return untaken.isEmpty() && families.isEmpty();
        }

        /** Whether a part of it is gone, so that another look is worth it. */
        boolean isGone(Map<String, Long> taken, Set<String> living) {
            return untaken.entrySet().stream()
                            .anyMatch(home -> taken.getOrDefault(home.getKey(), 0L) >= home.getValue())
                    || families.stream().anyMatch(family -> !living.contains(family));
        }
    }
}
