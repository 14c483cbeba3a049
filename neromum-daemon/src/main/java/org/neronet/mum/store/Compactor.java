package org.neronet.mum.store;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.neronet.common.experiment.AttemptKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the journal within its {@link Bounds}, one segment a step: a smaller one takes the place of it and of the compacted
 * one before. Only segments that all checkpoints stand behind are touched. Owned by the ledger's thread.
 */
final class Compactor {
    /** What a compacted segment is called until it is whole. */
    static final String NEW = "compacted.new";

    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    /** Less than this part of a segment is not worth the work. */
    private static final int WORTH = 4;

    private final Journal journal;
    private final CheckpointFiles checkpoints;
    private final LedgerState state;
    private final EventLog events;
    private final Map<String, Long> cursors;
    private final Bounds bounds;
    private final Map<Integer, Superseded.Obstacle> obstacles = new HashMap<>();
    private final Set<Integer> unreadable = new HashSet<>();
    private volatile String complaint;

    /** @param cursors up to which event each home has taken them in */
    Compactor(
            Journal journal,
            CheckpointFiles checkpoints,
            LedgerState state,
            EventLog events,
            Map<String, Long> cursors,
            Bounds bounds) {
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.state = state;
        this.events = events;
        this.cursors = cursors;
        this.bounds = bounds;
    }

    /**
     * Makes one segment smaller, the oldest that can be, if the journal is over its bound.
     *
     * @param losing hears, before it happens, of the attempts whose values go although nobody took them
     * @return whether there may be more to do at once
     */
    boolean step(Consumer<Collection<AttemptKey>> losing) {
        if (journal.bytes() <= bounds.keep()) {
            return false;
        }
        try {
            boolean worked = compactOne(losing);
            complaint = null;
            return worked;
        } catch (IOException e) {
            complaint = "the journal cannot be made smaller: " + e.getMessage();
            LOG.error(complaint);
            return false;
        }
    }

    private boolean compactOne(Consumer<Collection<AttemptKey>> losing) throws IOException {
        var closed = journal.segments().headMap(checkpoints.oldestSegment()).values().stream()
                .filter(segment -> !unreadable.contains(segment.number()))
                .toList();
        var families = Superseded.families(state);
        Optional<Segment> before = Optional.empty();
        for (var segment : closed) {
            var joined = join(before, segment);
            if (segment.compacted() && joined.size() > 1 || isOpen(segment, families)) {
                compact(joined, false, losing);
                return true;
            }
            before = Optional.of(segment);
        }
        return journal.bytes() > bounds.most() && sacrifice(closed, losing);
    }

    /** Segments of a few lines would become many files. */
    private List<Segment> join(Optional<Segment> before, Segment segment) {
        return before.filter(b -> b.compacted() && segment.follows(b))
                .filter(b -> b.bytes() + (segment.compacted() ? segment.bytes() : 0) <= bounds.segment() / 2)
                .map(b -> List.of(b, segment))
                .orElse(List.of(segment));
    }

    private boolean isOpen(Segment segment, Set<String> families) {
        var obstacle = obstacles.get(segment.number());
        return obstacle != null ? obstacle.isGone(cursors, families) : isPartlyTaken(segment);
    }

    /** What nobody has taken need not be read to know that nothing of it may go. */
    private boolean isPartlyTaken(Segment segment) {
        long taken = cursors.values().stream().mapToLong(c -> c).max().orElse(0);
        return events.begin(segment) <= taken;
    }

    /** Rather than filling the disk, the oldest values go untaken. */
    private boolean sacrifice(List<Segment> closed, Consumer<Collection<AttemptKey>> losing) throws IOException {
        for (var segment : closed) {
            var obstacle = obstacles.get(segment.number());
            if (obstacle == null || !obstacle.isEmpty()) {
                compact(List.of(segment), true, losing);
                return true;
            }
        }
        return false;
    }

    private void compact(List<Segment> segments, boolean force, Consumer<Collection<AttemptKey>> losing)
            throws IOException {
        var judge = new Superseded(state, cursors, force);
        var compaction = new Compaction(journal.folder(), journal.opener(), segments, judge);
        var newest = segments.get(segments.size() - 1);
        try {
            long gain = compaction.gain();
            obstacles.put(newest.number(), judge.obstacle());
            if (gain * WORTH >= newest.bytes() || newest.compacted() && segments.size() > 1) {
                losing.accept(List.copyOf(judge.losing()));
                replace(compaction);
            }
        } catch (Compaction.Unreadable e) {
            unreadable.add(e.segment().number());
            journal.damaged(e.segment(), e.getMessage());
        }
    }

    private void replace(Compaction compaction) throws IOException, Compaction.Unreadable {
        var made = compaction.write();
        events.thin(made);
        journal.replace(made, compaction.dropped());
        obstacles.keySet().removeIf(number -> number >= made.first() && number < made.number());
        LOG.info("the journal's segments {} to {} became {} bytes", made.first(), made.number(), made.bytes());
    }

    List<String> warnings() {
        return Optional.ofNullable(complaint).stream().toList();
    }
}
