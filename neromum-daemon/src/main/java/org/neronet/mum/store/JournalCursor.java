package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.neronet.common.json.JsonObject;

/** Walks over the durable lines of a journal while others append to it. Owned by one thread. */
final class JournalCursor implements AutoCloseable {
    private final Path folder;
    private final SegmentWriter.Opener opener;
    private final NavigableMap<Integer, Long> sizes;
    private final BiConsumer<Integer, String> damage;
    private JournalPosition at;
    private SegmentReader reader;

    /**
     * @param sizes bytes that count in each segment
     * @param damage hears of each segment that cannot be read in whole, and why
     */
    JournalCursor(
            Path folder,
            SegmentWriter.Opener opener,
            NavigableMap<Integer, Long> sizes,
            JournalPosition from,
            BiConsumer<Integer, String> damage) {
        this.folder = folder;
        this.opener = opener;
        this.sizes = sizes;
        this.damage = damage;
        this.at = from;
    }

    /** Opens the segment that is read first, so that another file in its place no longer matters. */
    void begin() {
        openSegment();
    }

    /** The next readable line; empty behind the last one. */
    Optional<Line> next() {
        while (reader != null || openSegment()) {
            var raw = nextRaw();
            if (raw.isEmpty()) {
                closeSegment();
                at = new JournalPosition(at.segment() + 1, 0);
                continue;
            }
            var bytes = raw.get().bytes();
            var json = JournalLine.decode(bytes, bytes.length);
            if (json.isPresent()) {
                return Optional.of(new Line(json.get(), bytes.length + 1));
            }
            damage.accept(at.segment(), "a damaged line at byte " + raw.get().offset());
        }
        return Optional.empty();
    }

    /** What cannot be read ends the segment, not the journal. */
    private Optional<SegmentReader.RawLine> nextRaw() {
        try {
            return reader.next();
        } catch (IOException e) {
            damage.accept(at.segment(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean openSegment() {
        for (var segment = sizes.ceilingEntry(at.segment());
                segment != null;
                segment = sizes.higherEntry(segment.getKey())) {
            long offset = segment.getKey() == at.segment() ? at.offset() : 0;
            try {
                reader = new SegmentReader(
                        opener.read(Journal.file(folder, segment.getKey())), offset, segment.getValue());
                at = new JournalPosition(segment.getKey(), offset);
                return true;
            } catch (IOException e) {
                damage.accept(segment.getKey(), "" + e);
            }
        }
        return false;
    }

    private void closeSegment() {
        if (reader == null) {
            return;
        }
        try {
            reader.close();
        } catch (IOException e) {
            damage.accept(at.segment(), e.getMessage());
        }
        reader = null;
    }

    @Override
    public void close() {
        closeSegment();
    }

    /** @param bytes its length on disk */
    record Line(JsonObject json, int bytes) {}
}
