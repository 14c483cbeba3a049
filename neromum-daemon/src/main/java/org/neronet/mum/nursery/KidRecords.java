package org.neronet.mum.nursery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.mum.store.Entry;

/**
 * One connection's records on their way to disk: one batch at a time, so that none is kept when one before it was not.
 * Owned by "mum-kids".
 */
final class KidRecords {
    private static final long MANY_BYTES = 1 << 20;

    private List<Entry> waiting = new ArrayList<>();
    private long waitingBytes;
    private long newest;
    private boolean writing;

    /** Whether a number follows on what this connection brought; numbers known already may come again. */
    boolean follows(long number) {
        return newest == 0 || number <= newest + 1;
    }

    void add(Entry.Reported record, int bytes) {
        waiting.add(record);
        waitingBytes += bytes;
        newest = Math.max(newest, record.number());
    }

    /** What is to be written now; empty while a batch is being written or nothing waits. */
    Optional<List<Entry>> next() {
        if (writing || waiting.isEmpty()) {
            return Optional.empty();
        }
        var batch = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        writing = true;
        return Optional.of(batch);
    }

    void written() {
        writing = false;
    }

    /** Whether all that came is on disk. */
    boolean areKept() {
        return !writing && waiting.isEmpty();
    }

    /** Whether the kid must wait for the disk. */
    boolean areMany() {
        return waitingBytes > MANY_BYTES;
    }
}
