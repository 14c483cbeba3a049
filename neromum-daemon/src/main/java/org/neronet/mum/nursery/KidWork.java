package org.neronet.mum.nursery;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage.Stored;
import org.neronet.mum.dispatch.Settler;
import org.neronet.mum.dispatch.Starts;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.Ledger;

/** All that a kid's words can bring about: keeping records, mirroring output, and telling of starts and exits. */
public final class KidWork {
    private final Ledger ledger;
    private final LogMirror mirror;
    private final Settler settler;
    private final Starts starts;
    private final byte[] master;
    private final long epoch;

    /** @param master the key from which every attempt's key is derived */
    public KidWork(Ledger ledger, LogMirror mirror, Settler settler, InstantSource time, byte[] master, long epoch) {
        this.ledger = ledger;
        this.mirror = mirror;
        this.settler = settler;
        this.starts = new Starts(ledger, time);
        this.master = master.clone();
        this.epoch = epoch;
    }

    /** Unknown attempts get an answer too, so that a stranger learns nothing; their proof can never fit. */
    KidHandshake answer(AttemptKey key, byte[] hello) {
        return KidHandshake.answer(KidHandshake.attemptKey(master, key), hello, epoch);
    }

    boolean isEnded(AttemptKey key) {
        return ledger.find(key).filter(Attempt::isLive).isEmpty();
    }

    void started(AttemptKey key, String file) {
        starts.seen(key, ParentFile.parse(file));
    }

    /** What is to be kept of a record. Only what kids may report is taken. */
    Entry.Reported record(AttemptKey key, long number, Event event) throws IOException {
        if (!isOfKids(event) || !event.key().equals(key)) {
            throw new IOException("the kid of " + key + " reports what is not its own");
        }
        return new Entry.Reported(number, event);
    }

    private static boolean isOfKids(Event event) {
        return event instanceof Event.Metrics
                || event instanceof Event.Environment
                || event instanceof Event.Progress
                || event instanceof Event.RuleFired
                || event instanceof Event.Warned;
    }

    /** Completes when the records are durable. */
    CompletableFuture<Void> keep(List<Entry> records) {
        return ledger.append(records);
    }

    void log(AttemptKey key, OutputStreamName stream, long offset, byte[] bytes) throws IOException {
        mirror.write(key, stream, offset, bytes);
    }

    void exited(AttemptKey key, String file) {
        settler.exited(key, ParentFile.parse(file), true);
    }

    Stored stored(AttemptKey key) throws IOException {
        long last = ledger.find(key).map(Attempt::lastRecord).orElse(0L);
        return new Stored(last, mirror.size(key, OutputStreamName.STDOUT), mirror.size(key, OutputStreamName.STDERR));
    }
}
