package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/** Walks over the durable lines of a journal while others append to it. Owned by one thread. */
final class JournalCursor implements AutoCloseable {
    private final Path folder;
    private final NavigableMap<Integer, Long> sizes;
    private JournalPosition at;
    private SegmentReader reader;

    JournalCursor(Path folder, NavigableMap<Integer, Long> sizes, JournalPosition from) {
        this.folder = folder;
        this.sizes = sizes;
        this.at = from;
    }

    /** The next readable line; empty behind the last one. */
    Optional<Line> next() throws IOException {
        while (true) {
            if (reader == null && !openSegment()) {
                return Optional.empty();
            }
            var raw = reader.next();
            if (raw.isEmpty()) {
                closeSegment();
                at = new JournalPosition(at.segment() + 1, 0);
                continue;
            }
            var json = JournalLine.decode(raw.get().bytes(), raw.get().bytes().length);
            if (json.isPresent()) {
                return Optional.of(new Line(json.get(), raw.get().bytes().length + 1));
            }
        }
    }

    private boolean openSegment() throws IOException {
        var segment = sizes.ceilingEntry(at.segment());
        if (segment == null) {
            return false;
        }
        long offset = segment.getKey() == at.segment() ? at.offset() : 0;
        at = new JournalPosition(segment.getKey(), offset);
        reader = new SegmentReader(Journal.file(folder, segment.getKey()), offset, segment.getValue());
        return true;
    }

    private void closeSegment() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeSegment();
    }

    /** @param bytes its length on disk */
    record Line(JsonObject json, int bytes) {}
}
