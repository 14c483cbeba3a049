package org.neronet.mum.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger on a {@link Journal}: one thread writes all entries, as many as are waiting by one fsync. */
public final class JournalLedger implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(JournalLedger.class);
    private static final long BATCH_BYTES = 4L << 20;
    /** Between two looks whether the journal can be made smaller, and between two steps of that, ms. */
    private static final long LOOK = 30_000;

    private static final long BREATH = 50;
    private static final String LOSS =
            "neromum's journal is full of values that no neroman has taken: older ones of this "
                    + "experiment are not in the history; the files that it wrote have them";

    private final LedgerState state = new LedgerState();
    private final SharedParts shared = new SharedParts();
    private final EventLog events = new EventLog();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final BlockingQueue<LedgerBatch.Request> waiting = new LinkedBlockingQueue<>();
    private final LedgerBatch.Request last = new LedgerBatch.Request(List.of(), new CompletableFuture<>());
    private final Object news = new Object();
    private final Set<String> gaps = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> cursors = new ConcurrentHashMap<>();
    private final Fence fence;
    private final FileChannel lock;
    private final Checkpointer checkpoints;
    private final Compactor compactor;
    private final Journal journal;
    private final List<String> replayWarnings;
    private final Thread thread;
    private volatile boolean closed;
    private long pause = LOOK;

    private JournalLedger(
            Path folder,
            Fence fence,
            Bounds bounds,
            SegmentWriter.Opener opener,
            FileChannel lock,
            Consumer<String> progress)
            throws IOException {
        this.fence = fence;
        this.lock = lock;
        var replay = new LedgerReplay(state, shared, events, progress);
        var files = new CheckpointFiles(folder, opener);
        this.checkpoints = new Checkpointer(files, state, events, cursors, bounds.segment());
        var from = checkpoints.restore();
        shared.learn(state.all());
        this.journal = Journal.open(folder, bounds.segment(), opener, replay, from);
        this.compactor = new Compactor(journal, files, state, events, cursors, bounds);
        if (fence.hasRival()) {
            journal.seal();
        }
        checkpoints.count(replay.bytes());
        this.replayWarnings = List.copyOf(replay.finish());
        this.thread = new Thread(this::run, "mum-ledger");
        thread.setDaemon(true);
    }

    /**
     * Opens the journal in a folder, recovering what is there.
     *
     * @param fence asked before every write
     * @param progress hears now and then how far a long reading is, in words
     * @throws NeronetException (refused) when another ledger has it open, or a newer version wrote it
     */
    public static JournalLedger open(Path folder, Fence fence, Consumer<String> progress) throws IOException {
        return open(folder, fence, Bounds.DEFAULT, FileSegmentWriter::open, progress);
    }

    /** As above, for who need not hear how far it is. */
    public static JournalLedger open(Path folder, Fence fence) throws IOException {
        return open(folder, fence, LOG::debug);
    }

    static JournalLedger open(Path folder, Fence fence, Bounds bounds, SegmentWriter.Opener opener) throws IOException {
        return open(folder, fence, bounds, opener, LOG::debug);
    }

    static JournalLedger open(
            Path folder, Fence fence, Bounds bounds, SegmentWriter.Opener opener, Consumer<String> progress)
            throws IOException {
        var lock = FolderLock.take(folder);
        try {
            var ledger = new JournalLedger(folder, fence, bounds, opener, lock, progress);
            ledger.thread.start();
            return ledger;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<Void> append(List<Entry> entries) {
        var request = new LedgerBatch.Request(List.copyOf(entries), new CompletableFuture<>());
        waiting.add(request);
        if (closed) {
            failTheRest();
        }
        return request.done();
    }

    private void run() {
        do {
            checkpoint(checkpoints.isDue());
        } while (step());
        checkpoint(checkpoints.isWorthIt());
        failTheRest();
    }

    private void checkpoint(boolean wanted) {
        try {
            if (wanted) {
                fence.check();
                checkpoints.write(journal.end());
                compact();
            }
        } catch (RuntimeException e) {
            LOG.error("no checkpoint was written", e);
        }
    }

    /** What must be told of it is on disk before. */
    private void compact() {
        pause = LOOK;
        fence.check();
        pause = compactor.step(this::warn) ? BREATH : LOOK;
    }

    private void warn(Collection<AttemptKey> losing) {
        var batch = new LedgerBatch(new Draft(state, shared));
        var now = Instant.now();
        var entries = losing.stream()
                .map(key -> (Entry) new Entry.Happened(new Warned(key, now, LOSS)))
                .toList();
        batch.add(new LedgerBatch.Request(entries, new CompletableFuture<>()));
        write(batch);
    }

    private boolean step() {
        var batch = new LedgerBatch(new Draft(state, shared));
        try {
            var request = waiting.poll(pause, TimeUnit.MILLISECONDS);
            if (request == null) {
                compact();
                return true;
            }
            for (; request != null && request != last; request = batch.bytes() < BATCH_BYTES ? waiting.poll() : null) {
                batch.add(request);
            }
            write(batch);
            return request != last;
        } catch (InterruptedException e) {
            LOG.error("nobody may interrupt the ledger; it goes on", e);
        } catch (RuntimeException e) {
            LOG.error("a batch was not written: {}", e.getMessage());
            batch.fail(e);
        }
        return true;
    }

    private void write(LedgerBatch batch) {
        Optional<JournalPosition> start = Optional.empty();
        if (!batch.isEmpty()) {
            fence.check();
            start = Optional.of(journal.append(batch.lines()));
            checkpoints.count(batch.bytes());
        }
        batch.commit(events, start);
        batch.succeed();
        if (start.isPresent()) {
            tellAll();
        }
    }

    private void tellAll() {
        synchronized (news) {
            news.notifyAll();
        }
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("a listener of the ledger failed; the ledger goes on", e);
            }
        }
    }

    private void failTheRest() {
        for (var request = waiting.poll(); request != null; request = waiting.poll()) {
            request.done().completeExceptionally(new NeronetException(ExitCode.REFUSED, "neromum is leaving"));
        }
    }

    @Override
    public Optional<Attempt> find(AttemptKey key) {
        return state.find(key);
    }

    @Override
    public List<Attempt> live() {
        return state.live();
    }

    @Override
    public List<AttemptKey> batch(String token) {
        return state.batch(token).orElse(List.of());
    }

    @Override
    public long head() {
        return state.head();
    }

    @Override
    public Page events(long since, int limit, Optional<String> home) {
        home.filter(id -> since < dropped(id)).ifPresent(gaps::add);
        return events.page(journal, since, state.head(), limit, home);
    }

    /** Number of the last event up to which values of a home's may not be held any more; 0 when none were left out. */
    long dropped(String home) {
        return journal.dropped(home);
    }

    @Override
    public List<Attempt> all() {
        return state.all();
    }

    @Override
    public void taken(String home, long upTo) {
        cursors.merge(home, Math.min(upTo, head()), Math::max);
    }

    @Override
    public void awaitBeyond(long since, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        synchronized (news) {
            while (state.head() <= since && !closed) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                news.wait(left);
            }
        }
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public List<String> warnings() {
        var all = new ArrayList<>(journal.warnings());
        all.addAll(replayWarnings);
        all.addAll(checkpoints.warnings());
        all.addAll(compactor.warnings());
        gaps.forEach(
                home -> all.add(
                        "the history of home " + home + " was older than it had been before, or asked late: "
                                + "values that the journal does not hold any more are missing in it; fetch the files that have them"));
        return all;
    }

    /** Bytes of the journal on disk. */
    public long journalBytes() {
        return journal.bytes();
    }

    /** Writes what was handed over before, then lets go of the files. */
    @Override
    public void close() {
        closed = true;
        waiting.add(last);
        synchronized (news) {
            news.notifyAll();
        }
        try (lock) {
            thread.join();
            journal.close();
        } catch (IOException e) {
            LOG.warn("the journal could not be closed: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
