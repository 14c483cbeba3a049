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
 * Reads a journal from its beginning after whatever happened to it: a torn last line is cut, damage elsewhere is passed
 * over aloud with a copy of the segment kept beside it. Used once, when a {@link Journal} is opened.
 */
final class JournalRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

    private final Path folder;
    private final Replay replay;
    private final Map<Integer, Long> ends = new HashMap<>();
    private final NavigableMap<Integer, Long> sizes = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean lastIsDamaged;

    JournalRecovery(Path folder, Replay replay) {
        this.folder = folder;
        this.replay = replay;
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
        for (int segment : segments) {
            readHeader(segment);
        }
        for (int segment : segments) {
            read(segment, segment == segments.get(segments.size() - 1));
        }
    }

    /** Bytes that count in each segment. */
    NavigableMap<Integer, Long> sizes() {
        return sizes;
    }

    List<String> warnings() {
        return warnings;
    }

    /** Whether the last segment had better be left alone from now on. */
    boolean lastIsDamaged() {
        return lastIsDamaged;
    }

    private void readHeader(int segment) throws IOException {
        var file = Journal.file(folder, segment);
        try (var reader = new SegmentReader(file, 0, Long.MAX_VALUE)) {
            reader.next()
                    .flatMap(line -> JournalLine.decode(line.bytes(), line.bytes().length))
                    .filter(SegmentHeader::isHeader)
                    .ifPresent(json -> ends.putAll(
                            SegmentHeader.fromJson(json, file.toString()).ends()));
        }
    }

    private void read(int segment, boolean last) throws IOException {
        var file = Journal.file(folder, segment);
        long end = Math.min(Files.size(file), ends.getOrDefault(segment, Long.MAX_VALUE));
        long damaged = 0;
        long good = 0;
        try (var reader = new SegmentReader(file, 0, end)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var line = next.get();
                if (!line.ended() && last) {
                    good = mendTail(segment, line);
                    break;
                }
                boolean readable = pass(segment, line, line.bytes().length);
                damaged += readable ? 0 : line.nextOffset() - line.offset();
                good = line.nextOffset();
            }
        }
        sizes.put(segment, good);
        lastIsDamaged = damaged > 0;
        if (damaged > 0) {
            report(file, damaged);
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
    private long mendTail(int segment, RawLine tail) throws IOException {
        var file = Journal.file(folder, segment);
        int length = tail.bytes().length;
        while (length >= tail.bytes().length - 1
                && length > 0
                && JournalLine.decode(tail.bytes(), length).isEmpty()) {
            length--;
        }
        boolean whole = length > 0 && length >= tail.bytes().length - 1;
        if (!whole && !isTorn(tail)) {
            replay.damage(tail.length());
            report(file, tail.length());
        }
        try (var writer = FileSegmentWriter.open(file, false)) {
            writer.truncate(tail.offset() + (whole ? length : 0));
            if (!whole) {
                LOG.warn("{}: cut a torn last line of {} bytes", file, tail.length());
                return tail.offset();
            }
        }
        try (var writer = FileSegmentWriter.open(file, false)) {
            writer.append("\n".getBytes(StandardCharsets.US_ASCII));
        }
        pass(segment, new RawLine(tail.offset(), Arrays.copyOf(tail.bytes(), length), length, true), length);
        return tail.offset() + length + 1;
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
        var warning =
                "the journal " + file + " has " + damaged + " damaged bytes, which were passed over; " + keepCopy(file);
        LOG.error(warning);
        warnings.add(warning);
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
