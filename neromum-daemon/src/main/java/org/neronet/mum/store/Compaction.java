package org.neronet.mum.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/**
 * Makes one segment of neighbours: they are read once to see what that is worth, and again to write. Used once, by the
 * ledger's thread.
 */
final class Compaction {
    private static final int CHUNK = 1 << 20;

    private final Path folder;
    private final SegmentWriter.Opener opener;
    private final List<Segment> segments;
    private final Superseded judge;
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<String, Long> dropped = new HashMap<>();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    Compaction(Path folder, SegmentWriter.Opener opener, List<Segment> segments, Superseded judge) {
        this.folder = folder;
        this.opener = opener;
        this.segments = segments;
        this.judge = judge;
    }

    /** Who takes a line that counts: its JSON and its bytes without the newline. */
    private interface Taker {
        void take(JsonObject json, byte[] line) throws IOException;
    }

    /** One that is better left as it is. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Segment segment;

        Unreadable(Segment segment, String why) {
            super(why);
            this.segment = segment;
        }

        Segment segment() {
            return segment;
        }
    }

    /** Reads all; gives how many bytes may go. */
    long gain() throws Unreadable {
        var gain = new long[1];
        for (var segment : segments) {
            try {
                each(segment, (json, line) -> gain[0] += weigh(json, line));
            } catch (IOException e) {
                throw new Unreadable(segment, e.getMessage());
            }
        }
        judge.dropped().forEach((home, seq) -> dropped.merge(home, seq, Math::max));
        ends.keySet().removeIf(number -> number >= segments.get(0).first());
        return gain[0];
    }

    private long weigh(JsonObject json, byte[] line) {
        if (SegmentHeader.isHeader(json)) {
            var header = SegmentHeader.fromJson(json, "the journal");
            ends.putAll(header.ends());
            header.dropped().forEach((home, seq) -> dropped.merge(home, seq, Math::max));
            return 0;
        }
        return mayGo(json) ? line.length + 1 : 0;
    }

    /** What this version does not know stays. */
    private boolean mayGo(JsonObject json) {
        try {
            return judge.mayGo(EntryJson.read(json));
        } catch (JsonException e) {
            return false;
        }
    }

    private void each(Segment segment, Taker taker) throws IOException, Unreadable {
        try (var reader = new SegmentReader(opener.read(segment.file(folder)), 0, segment.bytes())) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var line = next.get();
                var json = JournalLine.decode(line.bytes(), line.bytes().length);
                if (json.isEmpty()) {
                    throw new Unreadable(segment, "a damaged line at byte " + line.offset());
                }
                taker.take(json.get(), line.bytes());
            }
        }
    }

    /**
     * Writes what stays; it is on disk, and counts, when this returns. {@link #gain} was called before.
     *
     * @throws IOException when the disk refuses; then nothing has changed
     */
    Segment write() throws IOException, Unreadable {
        var made = new Segment(
                segments.get(0).first(), segments.get(segments.size() - 1).number(), true, 0);
        var temporary = folder.resolve(Compactor.NEW);
        Files.deleteIfExists(temporary);
        try {
            try (var writer = opener.open(temporary, true)) {
                waiting.writeBytes(JournalLine.encode(new SegmentHeader(ends, dropped).toJson()));
                for (var segment : segments) {
                    each(segment, (json, line) -> keep(writer, json, line));
                }
                writer.append(waiting.toByteArray());
            }
            Files.move(temporary, made.file(folder), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.syncFolder(folder);
            return made.with(Files.size(made.file(folder)));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void keep(SegmentWriter writer, JsonObject json, byte[] line) throws IOException {
        if (SegmentHeader.isHeader(json) || mayGo(json)) {
            return;
        }
        waiting.writeBytes(line);
        waiting.write('\n');
        if (waiting.size() >= CHUNK) {
            writer.append(waiting.toByteArray());
            waiting.reset();
        }
    }

    /** Up to which event values of each home are left out. */
    Map<String, Long> dropped() {
        return dropped;
    }
}
