package org.neronet.mum.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.mum.store.SegmentReader.RawLine;

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
    private final BitSet leftOut = new BitSet();
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    Compaction(Path folder, SegmentWriter.Opener opener, List<Segment> segments, Superseded judge) {
        this.folder = folder;
        this.opener = opener;
        this.segments = segments;
        this.judge = judge;
    }

    /** Who takes a line: its number, from 0 through all segments, and its bytes without the newline. */
    private interface Taker {
        void take(int number, byte[] line) throws IOException;
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
    long gain() throws IOException, Unreadable {
        var gain = new long[1];
        each((number, line) -> gain[0] += weigh(number, line));
        judge.dropped().forEach((home, seq) -> dropped.merge(home, seq, Math::max));
        ends.keySet().removeIf(number -> number >= segments.get(0).first());
        return gain[0];
    }

    private long weigh(int number, byte[] line) {
        var json = JournalLine.decode(line, line.length).orElseGet(JsonObject::empty);
        if (SegmentHeader.isHeader(json)) {
            var header = SegmentHeader.fromJson(json, "the journal");
            ends.putAll(header.ends());
            header.dropped().forEach((home, seq) -> dropped.merge(home, seq, Math::max));
            leftOut.set(number);
            return 0;
        }
        leftOut.set(number, mayGo(json));
        return leftOut.get(number) ? line.length + 1 : 0;
    }

    /** What this version does not know stays. */
    private boolean mayGo(JsonObject json) {
        try {
            return judge.mayGo(EntryJson.read(json));
        } catch (JsonException e) {
            return false;
        }
    }

    private void each(Taker taker) throws IOException, Unreadable {
        int number = 0;
        for (var segment : segments) {
            try (var reader = open(segment)) {
                for (var next = read(segment, reader); next.isPresent(); next = read(segment, reader)) {
                    taker.take(number++, next.get().bytes());
                }
            }
        }
    }

    private SegmentReader open(Segment segment) throws Unreadable {
        try {
            return new SegmentReader(opener.read(segment.file(folder)), 0, segment.bytes());
        } catch (IOException e) {
            throw new Unreadable(segment, e.getMessage());
        }
    }

    private static Optional<RawLine> read(Segment segment, SegmentReader reader) throws Unreadable {
        try {
            var next = reader.next();
            var damaged = next.filter(line -> !JournalLine.isWhole(line.bytes(), line.bytes().length));
            if (damaged.isPresent()) {
                throw new Unreadable(
                        segment, "a damaged line at byte " + damaged.get().offset());
            }
            return next;
        } catch (IOException e) {
            throw new Unreadable(segment, e.getMessage());
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
                each((number, line) -> keep(writer, number, line));
                writer.append(waiting.toByteArray());
            }
            Files.move(temporary, made.file(folder), StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.syncFolder(folder);
            return made.with(Files.size(made.file(folder)));
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void keep(SegmentWriter writer, int number, byte[] line) throws IOException {
        if (leftOut.get(number)) {
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
