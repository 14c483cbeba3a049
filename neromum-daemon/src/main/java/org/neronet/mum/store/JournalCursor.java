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
    private final NavigableMap<Integer, Segment> segments;
    private final BiConsumer<Segment, String> damage;
    private JournalPosition at;
    private Segment open;
    private SegmentReader reader;

    /**
     * @param segments those that there are, by number
     * @param damage hears of each segment that cannot be read in whole, and why
     */
    JournalCursor(
            Path folder,
            SegmentWriter.Opener opener,
            NavigableMap<Integer, Segment> segments,
            JournalPosition from,
            BiConsumer<Segment, String> damage) {
        this.folder = folder;
        this.opener = opener;
        this.segments = segments;
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
            damage.accept(open, "a damaged line at byte " + raw.get().offset());
        }
        return Optional.empty();
    }

    /** What cannot be read ends the segment, not the journal. */
    private Optional<SegmentReader.RawLine> nextRaw() {
        try {
            return reader.next();
        } catch (IOException e) {
            damage.accept(open, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean openSegment() {
        for (var next = segments.ceilingEntry(at.segment()); next != null; next = segments.ceilingEntry(at.segment())) {
            if (open(next.getValue())) {
                return true;
            }
        }
        return false;
    }

    /** A place in what a compacted segment was made of means nothing in it: it is read from its start. */
    private boolean open(Segment segment) {
        boolean goesOn = segment.number() == at.segment() && !segment.compacted();
        try {
            reader = new SegmentReader(opener.read(segment.file(folder)), goesOn ? at.offset() : 0, segment.bytes());
            open = segment;
            at = new JournalPosition(segment.number(), at.offset());
            return true;
        } catch (IOException e) {
            var now = segments.get(segment.number());
            if (now != null && now.compacted() == segment.compacted() && now.first() == segment.first()) {
                damage.accept(segment, "" + e);
                at = new JournalPosition(segment.number() + 1, 0);
            }
            return false;
        }
    }

    private void closeSegment() {
        if (reader == null) {
            return;
        }
        try {
            reader.close();
        } catch (IOException e) {
            damage.accept(open, e.getMessage());
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
