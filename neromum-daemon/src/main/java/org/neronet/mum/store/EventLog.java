package org.neronet.mum.store;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.neronet.common.json.JsonException;
import org.neronet.common.wire.SequencedEvent;

/** The events by number: the newest from memory, older ones from the journal by way of a sparse index. */
final class EventLog {
    private static final int INDEX_STEP = 1024;

    private final RecentEvents recent = new RecentEvents();
    private final NavigableMap<Long, JournalPosition> index = new ConcurrentSkipListMap<>();
    private int sinceIndexed = INDEX_STEP;

    /** Adds the next durable event; called by the ledger's thread. */
    void add(SequencedEvent event, JournalPosition at, int bytes) {
        recent.add(event, bytes);
        if (++sinceIndexed > INDEX_STEP) {
            index.put(event.seq(), at);
            sinceIndexed = 1;
        }
    }

    /** Goes on from a checkpoint, whose events are on disk only. */
    void restore(SortedMap<Long, JournalPosition> places, long head) {
        index.putAll(places);
        recent.forget(head);
    }

    /** Number of the first event in a segment, as far as is known: not more than that. */
    long begin(Segment segment) {
        return index.entrySet().stream()
                .takeWhile(place -> place.getValue().segment() < segment.first())
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    /** One place is enough for a compacted segment, which is read from its start. */
    void thin(Segment made) {
        var places = index.entrySet().stream()
                .filter(place -> place.getValue().segment() >= made.first()
                        && place.getValue().segment() <= made.number())
                .skip(1)
                .map(Map.Entry::getKey)
                .toList();
        places.forEach(index::remove);
    }

    /** Where some of the events begin. */
    SortedMap<Long, JournalPosition> index() {
        return index;
    }

    /** The events behind a cursor up to a head that is durable. */
    Ledger.Page page(Journal journal, long since, long head, int limit, Optional<String> home) {
        if (since >= head) {
            return new Ledger.Page(List.of(), since);
        }
        var page = new PageBuilder(since, head, limit, home);
        var inMemory = recent.behind(since);
        if (inMemory.isPresent()) {
            return page.page(inMemory.get().stream().allMatch(e -> page.offer(e.event(), e.bytes())));
        }
        try (var cursor = begin(journal, since)) {
            return page.page(fill(page, cursor));
        }
    }

    private synchronized JournalCursor begin(Journal journal, long since) {
        var cursor = journal.read(start(since));
        cursor.begin();
        return cursor;
    }

    private JournalPosition start(long since) {
        return Optional.ofNullable(index.floorEntry(since + 1))
                .map(Map.Entry::getValue)
                .orElse(new JournalPosition(1, 0));
    }

    private static boolean fill(PageBuilder page, JournalCursor cursor) {
        for (var line = cursor.next(); line.isPresent(); line = cursor.next()) {
            var event = eventOf(line.get());
            if (event.isPresent() && !page.offer(event.get(), line.get().bytes())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<SequencedEvent> eventOf(JournalCursor.Line line) {
        try {
            return line.json().has("seq") ? EntryJson.read(line.json()).event() : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty(); // Reported when the journal was opened.
        }
    }
}
