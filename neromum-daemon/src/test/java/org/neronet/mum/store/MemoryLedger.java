package org.neronet.mum.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.SequencedEvent;

/** A ledger without a disk that drops what the real one drops, and can be slow or refuse. */
public final class MemoryLedger implements Ledger {
    private final LedgerState state = new LedgerState();
    private final SharedParts shared = new SharedParts();
    private final List<SequencedEvent> events = new CopyOnWriteArrayList<>();
    private final List<Entry> kept = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private Optional<RuntimeException> refusal = Optional.empty();
    private boolean holding;

    /** From now on the disk refuses everything. */
    public synchronized void refuse(String why) {
        refusal = Optional.of(new IllegalStateException(why));
    }

    /** The disk has room again. */
    public synchronized void accept() {
        refusal = Optional.empty();
    }

    /** From now on nothing is written until {@link #release}. */
    public synchronized void hold() {
        holding = true;
    }

    /** How many calls wait for the disk. */
    public synchronized int held() {
        return held.size();
    }

    /** Writes what waits, in order. */
    public void release() {
        List<Runnable> now;
        synchronized (this) {
            holding = false;
            now = List.copyOf(held);
            held.clear();
        }
        now.forEach(Runnable::run);
    }

    @Override
    public CompletableFuture<Void> append(List<Entry> entries) {
        var done = new CompletableFuture<Void>();
        synchronized (this) {
            if (holding) {
                held.add(() -> write(entries, done));
                return done;
            }
        }
        write(entries, done);
        return done;
    }

    private void write(List<Entry> entries, CompletableFuture<Void> done) {
        synchronized (this) {
            if (refusal.isPresent()) {
                done.completeExceptionally(refusal.get());
                return;
            }
            var draft = new Draft(state, shared);
            entries.forEach(entry -> draft.accept(entry).ifPresent(this::keep));
            draft.commit();
        }
        done.complete(null);
        listeners.forEach(Runnable::run);
    }

    private void keep(NumberedEntry numbered) {
        kept.add(numbered.entry());
        numbered.event().ifPresent(events::add);
    }

    /** Takes a plan as the gate does, its folder below {@code workdir}, and gives the attempt. */
    public Attempt submit(AttemptPlan plan, Path workdir) {
        var folder = workdir.resolve("attempts").resolve(plan.key().folderName());
        append(List.of(
                        new Entry.Kept(plan, folder.toString()),
                        new Entry.Happened(new Submitted(plan.key(), Plans.NOW))))
                .join();
        return get(plan.key());
    }

    /** Adds one event. */
    public void happened(Event event) {
        append(List.of(new Entry.Happened(event))).join();
    }

    public Attempt get(AttemptKey key) {
        return find(key).orElseThrow();
    }

    /** All entries that changed something, in order. */
    public List<Entry> kept() {
        return List.copyOf(kept);
    }

    /** The events of one type, in order. */
    public <E extends Event> List<E> events(Class<E> type) {
        return events.stream()
                .map(SequencedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
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
        var page = events.stream().filter(e -> e.seq() > since).limit(limit).toList();
        return new Page(page, since + page.size());
    }

    @Override
    public List<Attempt> all() {
        return state.all();
    }

    @Override
    public void taken(String home, long upTo) {
        // Forgets nothing, and so need not know.
    }

    @Override
    public void awaitBeyond(long since, long millis) {
        throw new UnsupportedOperationException("nobody waits for a ledger in memory");
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
