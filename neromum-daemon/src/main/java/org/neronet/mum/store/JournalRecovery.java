package org.neronet.mum.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.neronet.common.json.JsonObject;
import org.neronet.mum.store.SegmentReader.RawLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal from a place on after whatever happened to it: a torn last line is cut, damage elsewhere is passed over
 * aloud with a copy of the segment kept beside it, and so is what the disk cannot read. Used once, when a {@link Journal}
 * is opened.
 */
final class JournalRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

    private final Path folder;
    private final SegmentWriter.Opener opener;
    private final Replay replay;
    private final JournalPosition from;
    private final Map<Integer, Long> ends = new HashMap<>();
    private final NavigableMap<Integer, Segment> sizes = new TreeMap<>();
    private final Map<String, Long> dropped = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private int newest;
    private boolean mended = true;
    private boolean canGoOn;

    JournalRecovery(Path folder, SegmentWriter.Opener opener, Replay replay, JournalPosition from) {
        this.folder = folder;
        this.opener = opener;
        this.replay = replay;
        this.from = from;
    }

    /** Who is told what stands in the journal, in order. */
    interface Replay {
        /** How much there is to tell, in all. */
        default void begin(long bytes) {}

        /** @param bytes length of the line on disk */
        void line(JournalPosition at, JsonObject json, int bytes);

        /** Bytes that cannot be read. */
        void damage(long bytes);
    }

    void run() throws IOException {
        removeLeftOvers();
        var segments = Segment.in(folder);
        newest = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).number();
        segments.forEach(this::readHeader);
        // What these were made of was cut there before.
        segments.stream().filter(Segment::compacted).forEach(segment -> ends.remove(segment.number()));
        warnOfMissing(segments);
        replay.begin(toRead(segments));
        for (var segment : segments) {
            if (segment.number() < from.segment()) {
                measure(segment);
            } else {
                read(segment);
            }
        }
        if (from.offset()
                > Optional.ofNullable(sizes.get(from.segment()))
                        .map(Segment::bytes)
                        .orElse(0L)) {
            cutShort();
        }
    }

    private long toRead(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.number() >= from.segment())
                .mapToLong(segment -> segment.file(folder).toFile().length())
                .sum();
    }

    /** What a compaction that was killed has left. */
    private void removeLeftOvers() throws IOException {
        var counting = Segment.in(folder);
        var files = new ArrayList<>(Segment.allIn(folder).stream()
                .filter(segment -> !counting.contains(segment))
                .map(segment -> segment.file(folder))
                .toList());
        files.add(folder.resolve(Compactor.NEW));
        for (var file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("{} is not needed any more and cannot be removed: {}", file, e.getMessage());
            }
        }
    }

    /** The segments with the bytes that count in each, by number. */
    NavigableMap<Integer, Segment> segments() {
        return sizes;
    }

    /** Up to which event values of each home may have been left out. */
    Map<String, Long> dropped() {
        return dropped;
    }

    List<String> warnings() {
        return warnings;
    }

    /** The last number in use, 0 before any. */
    int newest() {
        return newest;
    }

    /** Whether the last segment may be written to; a damaged one is better left alone. */
    boolean canGoOn() {
        return canGoOn;
    }

    private void readHeader(Segment segment) {
        var file = segment.file(folder);
        try (var reader = new SegmentReader(opener.read(file), 0, Long.MAX_VALUE)) {
            reader.next()
                    .flatMap(line -> JournalLine.decode(line.bytes(), line.bytes().length))
                    .filter(SegmentHeader::isHeader)
                    .ifPresent(json -> take(SegmentHeader.fromJson(json, file.toString())));
        } catch (IOException e) {
            LOG.warn("the header of {} cannot be read: {}", file, e.getMessage());
        }
    }

    private void take(SegmentHeader header) {
        ends.putAll(header.ends());
        header.dropped().forEach((home, seq) -> dropped.merge(home, seq, Math::max));
    }

    private void warnOfMissing(List<Segment> segments) {
        int next = 1;
        for (var segment : segments) {
            for (; next < segment.first(); next++) {
                if (!ends.containsKey(next)) {
                    warn("the journal's " + Journal.file(folder, next) + " is missing; what it told is passed over");
                }
            }
            next = segment.number() + 1;
        }
    }

    /** What the journal says is older than the checkpoint, which counts; the next lines must not stand before it. */
    private void cutShort() {
        warn("the journal in " + folder + " ends before its checkpoint; what it told since is lost");
        newest = Math.max(newest, from.segment());
        canGoOn = false;
    }

    /** What a checkpoint stands for is read only when somebody asks for old news. */
    private void measure(Segment segment) {
        var file = segment.file(folder);
        try {
            size(segment, Math.min(Files.size(file), ends.getOrDefault(segment.number(), Long.MAX_VALUE)));
        } catch (IOException e) {
            LOG.warn("{} cannot be looked at: {}", file, e.getMessage());
        }
    }

    private void size(Segment segment, long bytes) {
        sizes.put(segment.number(), segment.with(bytes));
    }

    private void read(Segment segment) {
        var file = segment.file(folder);
        var progress = new Progress(segment);
        try {
            read(file, progress);
        } catch (IOException e) {
            progress.refused(e);
        }
        canGoOn = progress.isWhole && mended && !segment.compacted();
        if (progress.damaged > 0) {
            report(file, progress.damaged);
        }
    }

    private void read(Path file, Progress progress) throws IOException {
        var segment = progress.segment;
        try (var source = opener.read(file)) {
            progress.end = Math.min(source.size(), ends.getOrDefault(segment.number(), Long.MAX_VALUE));
            progress.good = segment.number() == from.segment() ? Math.min(from.offset(), progress.end) : 0;
            size(segment, progress.good);
            readLines(new SegmentReader(source, progress.good, progress.end), progress);
        }
    }

    private void readLines(SegmentReader reader, Progress progress) throws IOException {
        var segment = progress.segment;
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            var line = next.get();
            if (!line.ended() && segment.number() == newest) {
                progress.good = mendTail(segment, line);
                break;
            }
            boolean readable = pass(segment, line, line.bytes().length);
            progress.damaged += readable ? 0 : line.nextOffset() - line.offset();
            progress.isWhole &= readable;
            progress.good = line.nextOffset();
        }
        size(segment, progress.good);
    }

    /** How far a segment was read. */
    private final class Progress {
        private final Segment segment;
        private long good;
        private long end;
        private long damaged;
        private boolean isWhole = true;

        Progress(Segment segment) {
            this.segment = segment;
        }

        /** What the disk does not give may be given another time. */
        void refused(IOException e) {
            isWhole = false;
            replay.damage(Math.max(1, end - good));
            if (end > 0) {
                size(segment, end);
            }
            warn("the journal " + segment.file(folder) + " cannot be read on from byte " + good + " (" + e.getMessage()
                    + "); the rest of it is passed over");
        }
    }

    private boolean pass(Segment segment, RawLine line, int length) {
        var json = JournalLine.decode(line.bytes(), length);
        if (json.isEmpty()) {
            replay.damage(line.nextOffset() - line.offset());
        } else if (!SegmentHeader.isHeader(json.get())) {
            replay.line(new JournalPosition(segment.number(), line.offset()), json.get(), length + 1);
        }
        return json.isPresent();
    }

    /** A whole line that only lacks its newline is kept; a torn one was never promised to anyone, other damage is told. */
    private long mendTail(Segment segment, RawLine tail) {
        var file = segment.file(folder);
        int length = tail.bytes().length;
        while (length >= tail.bytes().length - 1
                && length > 0
                && JournalLine.decode(tail.bytes(), length).isEmpty()) {
            length--;
        }
        if (length == 0 || length < tail.bytes().length - 1) {
            cutTail(file, tail);
            return tail.offset();
        }
        pass(segment, new RawLine(tail.offset(), Arrays.copyOf(tail.bytes(), length), length, true), length);
        return mend(file, tail.offset() + length, "\n") ? tail.offset() + length + 1 : tail.offset() + length;
    }

    private void cutTail(Path file, RawLine tail) {
        if (!isTorn(tail)) {
            replay.damage(tail.length());
            report(file, tail.length());
        }
        if (mend(file, tail.offset(), "")) {
            LOG.warn("{}: cut a torn last line of {} bytes", file, tail.length());
        }
    }

    /** A segment that cannot be mended is left as it is, and written to no more. */
    private boolean mend(Path file, long end, String more) {
        try (var writer = opener.open(file, false)) {
            writer.truncate(end);
        } catch (IOException e) {
            return notMended(file, e);
        }
        try (var writer = opener.open(file, false)) {
            writer.append(more.getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            return notMended(file, e);
        }
    }

    private boolean notMended(Path file, IOException e) {
        LOG.warn("the end of {} cannot be mended: {}", file, e.getMessage());
        mended = false;
        return false;
    }

    /**
     * Whether a killed writer can have left this: lines are JSON, which has no control bytes. Anything else, such as a
     * zeroed block, may stand where lines were that somebody has seen.
     */
    private static boolean isTorn(RawLine tail) {
        for (byte one : tail.bytes()) {
            if (one >= 0 && one < ' ') {
                return false;
            }
        }
        return tail.length() <= JournalLine.MAX_BYTES;
    }

    private void report(Path file, long damaged) {
        warn("the journal " + file + " has " + damaged + " damaged bytes, which were passed over; " + keepCopy(file));
    }

    private void warn(String text) {
        LOG.error(text);
        warnings.add(text);
    }

    /** A disk too full for a copy must not keep mum from starting. */
    private static String keepCopy(Path file) {
        var copy = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            if (!Files.exists(copy)) {
                Files.copy(file, copy);
            }
            return "a copy is in " + copy.getFileName();
        } catch (IOException e) {
            return "no copy could be made: " + e.getMessage();
        }
    }
}
