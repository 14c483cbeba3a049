package org.neronet.mum.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files {@code 000001.log}, {@code 000002.log}, … of one folder. Written by one thread; what it has on disk can be
 * read by all. A batch whose write fails goes to a new segment; a second failure refuses it, and the next batch tries
 * again, so that a full disk needs no restart.
 */
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Path folder;
    private final long limit;
    private final SegmentWriter.Opener opener;
    private final NavigableMap<Integer, Segment> segments = new ConcurrentSkipListMap<>();
    private final NavigableMap<Integer, String> damage = new ConcurrentSkipListMap<>();
    private final Map<String, Long> dropped = new ConcurrentHashMap<>();
    private final Map<Integer, Long> brokenEnds = new HashMap<>();
    private final List<String> warnings;
    private int newest;
    private SegmentWriter writer;
    private volatile String complaint;

    private Journal(Path folder, long limit, SegmentWriter.Opener opener, JournalRecovery found) {
        this.folder = folder;
        this.limit = limit;
        this.opener = opener;
        this.warnings = List.copyOf(found.warnings());
        segments.putAll(found.segments());
        dropped.putAll(found.dropped());
        newest = found.newest();
    }

    /**
     * Opens a folder's journal and tells {@code replay} what is in it.
     *
     * @param limit bytes after which a new segment is begun
     * @param from where the telling begins
     */
    static Journal open(
            Path folder, long limit, SegmentWriter.Opener opener, JournalRecovery.Replay replay, JournalPosition from)
            throws IOException {
        PrivateFolder.ensure(folder);
        var recovery = new JournalRecovery(folder, opener, replay, from);
        recovery.run();
        var journal = new Journal(folder, limit, opener, recovery);
        if (recovery.canGoOn()) {
            journal.goOn();
        }
        return journal;
    }

    /** The last segment gets the next lines, too, if its disk lets it. */
    private void goOn() {
        try {
            writer = opener.open(file(folder, newest), false);
        } catch (IOException e) {
            LOG.warn("segment {} in {} cannot be written to any more: {}", newest, folder, e.getMessage());
        }
    }

    /**
     * Begins a new segment with the next lines, whose header says where the last one ended: what a mum of another host, who
     * was stopped in the middle of a write, adds there later does not count.
     */
    void seal() throws IOException {
        close();
        if (newest > 0) {
            brokenEnds.put(newest, size(newest));
        }
    }

    static Path file(Path folder, int segment) {
        return folder.resolve("%06d.log".formatted(segment));
    }

    /** The numbers of a folder's segments, ascending. */
    static List<Integer> segmentsIn(Path folder) throws IOException {
        return Segment.in(folder).stream().map(Segment::number).toList();
    }

    /**
     * Adds lines by one write and one fsync; when this returns they are on disk.
     *
     * @return where the first of them is; the others follow without gaps
     * @throws NeronetException when the disk refused twice
     */
    JournalPosition append(List<byte[]> lines) {
        try {
            return write(lines);
        } catch (IOException e) {
            LOG.error("writing the journal in {} failed ({}); trying a new segment", folder, e.getMessage());
            giveUpSegment();
        }
        try {
            return write(lines);
        } catch (IOException e) {
            giveUpSegment();
            complaint = "the journal in " + folder + " cannot be written: " + e.getMessage();
            LOG.error("{}; nothing new is accepted until it can", complaint);
            throw new NeronetException(ExitCode.FAILURE, complaint, "free some space or quota there", e);
        }
    }

    private JournalPosition write(List<byte[]> lines) throws IOException {
        if (writer != null && size(newest) >= limit) {
            writer.close();
            writer = null;
        }
        var bytes = new ByteArrayOutputStream();
        if (writer == null) {
            writer = opener.open(file(folder, ++newest), true);
            segments.put(newest, Segment.raw(newest, 0));
            bytes.writeBytes(JournalLine.encode(new SegmentHeader(brokenEnds, Map.of()).toJson()));
        }
        long start = size(newest) + bytes.size();
        lines.forEach(bytes::writeBytes);
        writer.append(bytes.toByteArray());
        segments.computeIfPresent(newest, (number, segment) -> segment.with(segment.bytes() + bytes.size()));
        brokenEnds.clear();
        complaint = null;
        return new JournalPosition(newest, start);
    }

    /** Nobody knows what a failed write left behind the last good byte; the next header says where that is. */
    private void giveUpSegment() {
        var broken = Optional.ofNullable(writer);
        writer = null;
        long good = size(newest);
        brokenEnds.put(newest, good);
        try (var closing = broken.orElse(null)) {
            if (closing != null) {
                closing.truncate(good);
            }
        } catch (IOException e) {
            LOG.warn("segment {} could not be cut back to {} bytes: {}", newest, good, e.getMessage());
        }
        if (good == 0) {
            forgetSegment();
        }
    }

    /** Its number is free again: a disk that is full for days must not use them up. */
    private void forgetSegment() {
        segments.remove(newest);
        try {
            Files.deleteIfExists(file(folder, newest));
            brokenEnds.remove(newest);
            newest--;
        } catch (IOException e) {
            LOG.warn("the empty segment {} could not be removed: {}", newest, e.getMessage());
        }
    }

    /** Reads from a position to the newest durable line; damaged lines are passed over, and told once a segment. */
    JournalCursor read(JournalPosition from) {
        return new JournalCursor(folder, opener, segments, from, this::damaged);
    }

    void damaged(Segment segment, String what) {
        var text = "old news in " + segment.file(folder) + " cannot be read: " + what;
        if (damage.putIfAbsent(segment.number(), text) == null) {
            LOG.error(text);
        }
    }

    /** Where the next line will stand, or before that. */
    JournalPosition end() {
        return new JournalPosition(Math.max(1, newest), size(newest));
    }

    private long size(int number) {
        return Optional.ofNullable(segments.get(number)).map(Segment::bytes).orElse(0L);
    }

    /** The segments that there are, by number. */
    NavigableMap<Integer, Segment> segments() {
        return segments;
    }

    /** Up to which event values of a home's may have been left out; 0 when none were. */
    long dropped(String home) {
        return dropped.getOrDefault(home, 0L);
    }

    /**
     * Takes one that is on disk for what it stands for, whose files are removed. Who reads them now has them open.
     *
     * @param left up to which event of each home values were left out
     */
    void replace(Segment made, Map<String, Long> left) throws IOException {
        left.forEach((home, seq) -> dropped.merge(home, seq, Math::max));
        var old = segments.subMap(made.first(), true, made.number(), true).values().stream()
                .toList();
        segments.put(made.number(), made);
        for (var segment : old) {
            if (segment.number() < made.number()) {
                segments.remove(segment.number());
            }
            if (!segment.file(folder).equals(made.file(folder))) {
                Files.deleteIfExists(segment.file(folder));
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** How its files are opened. */
    SegmentWriter.Opener opener() {
        return opener;
    }

    /** Bytes on disk. */
    long bytes() {
        return segments.values().stream().mapToLong(Segment::bytes).sum();
    }

    /** What is wrong with the disk, or was found damaged. */
    List<String> warnings() {
        var all = new ArrayList<>(warnings);
        all.addAll(damage.values());
        Optional.ofNullable(complaint).ifPresent(all::add);
        return all;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }
}
