package org.neronet.mum.store;

import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.common.wire.SequencedEvent;

/**
 * An entry as it stands in the journal.
 *
 * @param seq the event's place in the cursor's count, from 1; 0 for entries that carry no event
 */
record NumberedEntry(long seq, Entry entry) {
    Optional<SequencedEvent> event() {
        return eventOf(entry).map(event -> new SequencedEvent(seq, event));
    }

    static Optional<Event> eventOf(Entry entry) {
        if (entry instanceof Entry.Happened happened) {
            return Optional.of(happened.event());
        } else if (entry instanceof Entry.Reported reported) {
            return Optional.of(reported.event());
        }
        return Optional.empty();
    }
}
