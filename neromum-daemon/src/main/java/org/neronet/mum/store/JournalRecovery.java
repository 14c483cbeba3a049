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
    private final NavigableMap<Integer, Long> sizes = new TreeMap<>();
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
        /** @param bytes length of the line on disk */
        void line(JournalPosition at, JsonObject json, int bytes);

        /** Bytes that cannot be read. */
        void damage(long bytes);
    }

    void run() throws IOException {
        var segments = Journal.segmentsIn(folder);
        newest = segments.isEmpty() ? 0 : segments.get(segments.size() - 1);
        segments.forEach(this::readHeader);
        warnOfMissing(segments);
        for (int segment : segments) {
            if (segment < from.segment()) {
                measure(segment);
            } else {
                read(segment);
            }
        }
        if (from.offset() > sizes.getOrDefault(from.segment(), 0L)) {
            cutShort();
        }
    }

    /** Bytes that count in each segment. */
    NavigableMap<Integer, Long> sizes() {
        return sizes;
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

    private void readHeader(int segment) {
        var file = Journal.file(folder, segment);
        try (var reader = new SegmentReader(opener.read(file), 0, Long.MAX_VALUE)) {
            reader.next()
                    .flatMap(line -> JournalLine.decode(line.bytes(), line.bytes().length))
                    .filter(SegmentHeader::isHeader)
                    .ifPresent(json -> ends.putAll(
                            SegmentHeader.fromJson(json, file.toString()).ends()));
        } catch (IOException e) {
            LOG.warn("the header of {} cannot be read: {}", file, e.getMessage());
        }
    }

    private void warnOfMissing(List<Integer> segments) {
        for (int segment = 1; segment < newest; segment++) {
            if (!segments.contains(segment) && !ends.containsKey(segment)) {
                warn("the journal's " + Journal.file(folder, segment) + " is missing; what it told is passed over");
            }
        }
    }

    /** What the journal says is older than the checkpoint, which counts; the next lines must not stand before it. */
    private void cutShort() {
        warn("the journal in " + folder + " ends before its checkpoint; what it told since is lost");
        newest = Math.max(newest, from.segment());
        canGoOn = false;
    }

    /** What a checkpoint stands for is read only when somebody asks for old news. */
    private void measure(int segment) {
        var file = Journal.file(folder, segment);
        try {
            sizes.put(segment, Math.min(Files.size(file), ends.getOrDefault(segment, Long.MAX_VALUE)));
        } catch (IOException e) {
            LOG.warn("{} cannot be looked at: {}", file, e.getMessage());
        }
    }

    private void read(int segment) {
        var file = Journal.file(folder, segment);
        var progress = new Progress(segment);
        try {
            read(file, progress);
        } catch (IOException e) {
            progress.refused(e);
        }
        canGoOn = progress.isWhole && mended;
        if (progress.damaged > 0) {
            report(file, progress.damaged);
        }
    }

    private void read(Path file, Progress progress) throws IOException {
        int segment = progress.segment;
        try (var source = opener.read(file)) {
            progress.end = Math.min(source.size(), ends.getOrDefault(segment, Long.MAX_VALUE));
            progress.good = segment == from.segment() ? Math.min(from.offset(), progress.end) : 0;
            sizes.put(segment, progress.good);
            readLines(new SegmentReader(source, progress.good, progress.end), progress);
        }
    }

    private void readLines(SegmentReader reader, Progress progress) throws IOException {
        int segment = progress.segment;
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            var line = next.get();
            if (!line.ended() && segment == newest) {
                progress.good = mendTail(segment, line);
                break;
            }
            boolean readable = pass(segment, line, line.bytes().length);
            progress.damaged += readable ? 0 : line.nextOffset() - line.offset();
            progress.isWhole &= readable;
            progress.good = line.nextOffset();
        }
        sizes.put(segment, progress.good);
    }

    /** How far a segment was read. */
    private final class Progress {
        private final int segment;
        private long good;
        private long end;
        private long damaged;
        private boolean isWhole = true;

        Progress(int segment) {
            this.segment = segment;
        }

        /** What the disk does not give may be given another time. */
        void refused(IOException e) {
            isWhole = false;
            replay.damage(Math.max(1, end - good));
            if (end > 0) {
                sizes.put(segment, end);
            }
            warn("the journal " + Journal.file(folder, segment) + " cannot be read on from byte " + good + " ("
                    + e.getMessage() + "); the rest of it is passed over");
        }
    }

    private boolean pass(int segment, RawLine line, int length) {
        var json = JournalLine.decode(line.bytes(), length);
        if (json.isEmpty()) {
            replay.damage(line.nextOffset() - line.offset());
        } else if (!SegmentHeader.isHeader(json.get())) {
            replay.line(new JournalPosition(segment, line.offset()), json.get(), length + 1);
        }
        return json.isPresent();
    }

    /** A whole line that only lacks its newline is kept; a torn one was never promised to anyone, other damage is told. */
    private long mendTail(int segment, RawLine tail) {
        var file = Journal.file(folder, segment);
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
