package org.neronet.mum.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.wire.SequencedEvent;

/**
 * Mum's memory and her only door to the journal. Writers hand over entries and are told when they are on disk; readers
 * see immutable values from any thread. What changes nothing (a doubled event, a sample at or below the offset already
 * read, an old record number, anything after an end) is dropped, so callers need not look first.
 */
public interface Ledger extends AutoCloseable {
    /** Adds entries in order; completes when they are durable, or fails when the disk refuses them. */
    CompletableFuture<Void> append(List<Entry> entries);

    Optional<Attempt> find(AttemptKey key);

    /** All attempts that have not ended, in order of submission. */
    List<Attempt> live();

    /** All attempts, ended ones too. */
    List<Attempt> all();

    /** The attempts of a batch in line order, ended ones too; empty for a token that was never sent. */
    List<AttemptKey> batch(String token);

    /** Number of the newest durable event. */
    long head();

    /** Durable events behind a cursor, at most {@code limit}, of one home or of all when empty. */
    Page events(long since, int limit, Optional<String> home);

    /** Hears that a home has all of its events up to a number on its own disk. */
    void taken(String home, long upTo);

    /** Waits until there is a durable event behind the cursor or the time is over. */
    void awaitBeyond(long since, long millis) throws InterruptedException;

    /** Called after each durable batch, on the ledger's thread: must be quick. */
    void onChange(Runnable listener);

    /** Things the user should know about the store, such as a damaged block that was passed over. */
    List<String> warnings();

    @Override
    void close();

    /**
     * A piece of the event log.
     *
     * @param next the cursor to ask with next, behind events of other homes too
     */
    record Page(List<SequencedEvent> events, long next) {}
}
