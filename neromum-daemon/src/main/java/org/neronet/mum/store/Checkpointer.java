package org.neronet.mum.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a checkpoint whenever enough of the journal has been written since the last. Owned by the ledger's thread. */
final class Checkpointer {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    /** So that checkpoints never cost more than half of what the journal does. */
    private static final long LEAST_FACTOR = 2;

    private final CheckpointFiles files;
    private final LedgerState state;
    private final EventLog events;
    private final Map<String, Long> cursors;
    private final long step;
    private long since;
    private long size;
    private volatile String complaint;

    /**
     * @param cursors up to which event each home has taken them in
     * @param step bytes of the journal after which a checkpoint is due
     */
    Checkpointer(CheckpointFiles files, LedgerState state, EventLog events, Map<String, Long> cursors, long step) {
        this.files = files;
        this.state = state;
        this.events = events;
        this.cursors = cursors;
        this.step = step;
    }

    /** Takes over what a checkpoint holds; gives where the journal must be read from. */
    JournalPosition restore() throws IOException {
        var found = files.newest();
        found.ifPresent(checkpoint -> {
            checkpoint.attempts().forEach(state::put);
            checkpoint.batches().forEach(state::putBatch);
            state.head(checkpoint.head());
            events.restore(checkpoint.index(), checkpoint.head());
            cursors.putAll(checkpoint.cursors());
        });
        return found.map(Checkpoint::at).orElse(new JournalPosition(1, 0));
    }

    /** Counts what was written or replayed. */
    void count(long bytes) {
        since += bytes;
    }

    boolean isDue() {
        return since >= Math.max(step, LEAST_FACTOR * size);
    }

    /** Whether it is worth to spare the next start what was written since the last one. */
    boolean isWorthIt() {
        return since >= step / 16;
    }

    /** One that cannot be written is tried again after the next step; the journal holds everything in any case. */
    void write(JournalPosition at) {
        try {
            size = files.write(new Checkpoint(at, state.head(), state.all(), state.batches(), events.index(), cursors));
            complaint = null;
        } catch (IOException e) {
            complaint = "no checkpoint can be written (" + e.getMessage() + "), so that the next start takes longer";
            LOG.error(complaint);
        }
        since = 0;
    }

    List<String> warnings() {
        var all = new ArrayList<>(files.warnings());
        Optional.ofNullable(complaint).ifPresent(all::add);
        return all;
    }
}
