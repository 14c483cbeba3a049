package org.neronet.mum.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Environment;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.mum.store.Entry.Happened;
import org.neronet.mum.store.Entry.Kept;
import org.neronet.mum.store.Entry.Reported;
import org.neronet.mum.store.Entry.Returned;
import org.neronet.mum.store.Entry.Sending;

/**
 * Entries folded onto a {@link LedgerState} without changing it, until they are on disk and {@link #commit} is called.
 * Here is decided what is news and what changes nothing. Owned by the ledger's thread.
 */
final class Draft {
    private final LedgerState base;
    private final SharedParts shared;
    private final Map<AttemptKey, Attempt> attempts = new LinkedHashMap<>();
    private final Map<String, List<AttemptKey>> batches = new LinkedHashMap<>();
    private long head;

    Draft(LedgerState base, SharedParts shared) {
        this.base = base;
        this.shared = shared;
        this.head = base.head();
    }

    /** Folds one entry; gives what the journal must hold of it, which is nothing when nothing changed. */
    Optional<NumberedEntry> accept(Entry entry) {
        if (entry instanceof Kept kept) {
            return keep(kept);
        } else if (entry instanceof Sending sending) {
            return send(sending);
        } else if (entry instanceof Returned returned) {
            return takeBack(returned);
        } else if (entry instanceof Reported reported) {
            return report(reported);
        }
        return happen(((Happened) entry).event()).map(Happened::new).map(this::numbered);
    }

    /** Folds an entry that stands in the journal already; one that was written twice counts once. */
    void replay(NumberedEntry numbered) {
        if (NumberedEntry.eventOf(numbered.entry()).isEmpty()) {
            accept(numbered.entry());
        } else if (numbered.seq() > head) {
            accept(numbered.entry());
            head = numbered.seq();
        }
    }

    /** Makes what was folded visible to all. */
    void commit() {
        attempts.values().forEach(base::put);
        batches.forEach(base::putBatch);
        base.head(head);
    }

    private Optional<NumberedEntry> keep(Kept kept) {
        if (find(kept.plan().key()).isPresent()) {
            return Optional.empty();
        }
        var plan = shared.share(kept.plan());
        put(new Attempt(plan, kept.folder(), AttemptStatus.DEFINED, Optional.empty(), 0, 1, 0, Map.of(), head));
        return Optional.of(new NumberedEntry(0, kept));
    }

    private Optional<NumberedEntry> send(Sending sending) {
        if (batches.containsKey(sending.token()) || base.batch(sending.token()).isPresent()) {
            return Optional.empty();
        }
        batches.put(sending.token(), sending.attempts());
        for (int i = 0; i < sending.attempts().size(); i++) {
            int line = i + 1;
            find(sending.attempts().get(i))
                    .ifPresent(attempt -> put(attempt.sentAs(sending.token(), line, sending.members())));
        }
        return Optional.of(new NumberedEntry(0, sending));
    }

    private Optional<NumberedEntry> takeBack(Returned returned) {
        var sent = returned.attempts().stream()
                .flatMap(key -> find(key).stream())
                .filter(attempt -> attempt.batch().equals(Optional.of(returned.token())))
                .toList();
        sent.forEach(attempt -> put(attempt.returned()));
        return sent.isEmpty() ? Optional.empty() : Optional.of(new NumberedEntry(0, returned));
    }

    private Optional<NumberedEntry> report(Reported reported) {
        var key = reported.event().key();
        if (find(key)
                .filter(attempt -> reported.number() > attempt.lastRecord())
                .isEmpty()) {
            return Optional.empty();
        }
        var news = happen(reported.event());
        // A record without news still counts, so that the kid may forget it.
        find(key).ifPresent(attempt -> put(attempt.reportedUpTo(reported.number())));
        return news.map(event -> numbered(new Reported(reported.number(), event)));
    }

    private Optional<Event> happen(Event event) {
        var attempt = find(event.key());
        var news = attempt.flatMap(before -> news(before, event));
        news.ifPresent(kept -> put(after(attempt.get(), kept)));
        return news;
    }

    private static Optional<Event> news(Attempt attempt, Event event) {
        if (!attempt.isLive() && !(event instanceof Warned)) {
            return Optional.empty();
        } else if (event instanceof Metrics metrics) {
            return unread(attempt, metrics);
        } else if (event instanceof Environment) {
            return Optional.of(event);
        }
        return Optional.of(event).filter(e -> !attempt.status().after(e).equals(attempt.status()));
    }

    private static Optional<Event> unread(Attempt attempt, Metrics metrics) {
        long read = attempt.read(metrics.source());
        var samples = metrics.samples().stream().filter(s -> s.offset() > read).toList();
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(new Metrics(metrics.key(), metrics.at(), metrics.source(), samples));
    }

    private static Attempt after(Attempt attempt, Event event) {
        if (event instanceof Metrics metrics) {
            long last =
                    metrics.samples().stream().mapToLong(s -> s.offset()).max().orElseThrow();
            return attempt.readUpTo(metrics.source(), last);
        }
        return attempt.with(attempt.status().after(event));
    }

    private NumberedEntry numbered(Entry entry) {
        return new NumberedEntry(++head, entry);
    }

    private Optional<Attempt> find(AttemptKey key) {
        return Optional.ofNullable(attempts.get(key)).or(() -> base.find(key));
    }

    private void put(Attempt attempt) {
        attempts.put(attempt.key(), attempt);
    }
}
