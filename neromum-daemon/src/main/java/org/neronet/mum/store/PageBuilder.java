package org.neronet.mum.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.wire.SequencedEvent;

/** Fills one page of events within its limits. Owned by one thread. */
final class PageBuilder {
    /** Enough for a page to fit into one frame, whatever its last event is. */
    private static final long MAX_BYTES = 2 << 20;

    private static final int MAX_SCANNED = 50_000;

    private final List<SequencedEvent> events = new ArrayList<>();
    private final long head;
    private final int limit;
    private final Optional<String> home;
    private long next;
    private long bytes;
    private int scanned;

    /** @param head the newest event that may be on the page */
    PageBuilder(long since, long head, int limit, Optional<String> home) {
        this.next = since;
        this.head = head;
        this.limit = limit;
        this.home = home;
    }

    /** Offers the next event in order; false when the page is full and the event was not taken. */
    boolean offer(SequencedEvent event, int size) {
        if (event.seq() > head || events.size() >= limit || bytes + size > MAX_BYTES && bytes > 0) {
            return false;
        }
        if (event.seq() <= next) {
            return true;
        }
        if (home.isEmpty() || home.get().equals(event.event().key().home())) {
            events.add(event);
            bytes += size;
        }
        next = event.seq();
        return ++scanned < MAX_SCANNED;
    }

    Ledger.Page page(boolean reachedHead) {
        return new Ledger.Page(List.copyOf(events), reachedHead ? Math.max(next, head) : next);
    }
}
