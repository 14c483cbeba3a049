package org.neronet.mum.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What goes to disk by one fsync: the entries of several writers, folded and encoded. Owned by the ledger's thread. */
final class LedgerBatch {
    private final Draft draft;
    private final List<Line> lines = new ArrayList<>();
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();
    private long bytes;

    LedgerBatch(Draft draft) {
        this.draft = draft;
    }

    void add(Request request) {
        writers.add(request.done());
        for (var entry : request.entries()) {
            draft.accept(entry).ifPresent(this::encode);
        }
    }

    private void encode(NumberedEntry numbered) {
        var line = JournalLine.encode(EntryJson.write(numbered));
        lines.add(new Line(numbered, line));
        bytes += line.length;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<byte[]> lines() {
        return lines.stream().map(Line::bytes).toList();
    }

    /** Makes it visible, once it is durable from {@code start} on. */
    void commit(EventLog events, Optional<JournalPosition> start) {
        var at = start.orElse(new JournalPosition(0, 0));
        for (var line : lines) {
            var place = at;
            line.entry().event().ifPresent(event -> events.add(event, place, line.bytes().length));
            at = at.plus(line.bytes().length);
        }
        draft.commit();
    }

    void succeed() {
        writers.forEach(writer -> writer.complete(null));
    }

    void fail(Throwable cause) {
        writers.forEach(writer -> writer.completeExceptionally(cause));
    }

    private record Line(NumberedEntry entry, byte[] bytes) {}

    /** What one caller wants to have on disk. */
    record Request(List<Entry> entries, CompletableFuture<Void> done) {}
}
