package org.neronet.mum.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.neronet.common.wire.SequencedEvent;

/** The newest events in memory, so that a neroman who is nearly up to date costs no disk. Safe for all threads. */
final class RecentEvents {
    private static final int MAX_EVENTS = 4096;
    private static final long MAX_BYTES = 4 << 20;

    private final Deque<Sized> events = new ArrayDeque<>();
    private long bytes;
    private long forgotten;

    synchronized void add(SequencedEvent event, int size) {
        events.addLast(new Sized(event, size));
        bytes += size;
        while (events.size() > MAX_EVENTS || bytes > MAX_BYTES) {
            var oldest = events.removeFirst();
            bytes -= oldest.bytes();
            forgotten = oldest.event().seq();
        }
    }

    /** Events up to this number are on disk only. */
    synchronized void forget(long upTo) {
        forgotten = upTo;
    }

    /** The events behind a cursor; empty when some of them are on disk only. */
    synchronized Optional<List<Sized>> behind(long since) {
        if (since < forgotten) {
            return Optional.empty();
        }
        return Optional.of(
                events.stream().filter(sized -> sized.event().seq() > since).toList());
    }

    /** @param bytes its length in the journal */
    record Sized(SequencedEvent event, int bytes) {}
}
