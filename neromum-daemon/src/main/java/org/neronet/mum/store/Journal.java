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
    private final NavigableMap<Integer, Long> sizes = new ConcurrentSkipListMap<>();
    private final NavigableMap<Integer, String> damage = new ConcurrentSkipListMap<>();
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
        sizes.putAll(found.sizes());
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
            brokenEnds.put(newest, sizes.getOrDefault(newest, 0L));
        }
    }

    static Path file(Path folder, int segment) {
        return folder.resolve("%06d.log".formatted(segment));
    }

    /** The numbers of a folder's segments, ascending. */
    static List<Integer> segmentsIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{6}\\.log"))
                    .map(name -> Integer.valueOf(name.substring(0, 6)))
                    .sorted()
                    .toList();
        }
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
        if (writer != null && sizes.get(newest) >= limit) {
            writer.close();
            writer = null;
        }
        var bytes = new ByteArrayOutputStream();
        if (writer == null) {
            writer = opener.open(file(folder, ++newest), true);
            sizes.put(newest, 0L);
            bytes.writeBytes(JournalLine.encode(new SegmentHeader(brokenEnds).toJson()));
        }
        long start = sizes.get(newest) + bytes.size();
        lines.forEach(bytes::writeBytes);
        writer.append(bytes.toByteArray());
        sizes.merge(newest, (long) bytes.size(), Long::sum);
        brokenEnds.clear();
        complaint = null;
        return new JournalPosition(newest, start);
    }

    /** Nobody knows what a failed write left behind the last good byte; the next header says where that is. */
    private void giveUpSegment() {
        var broken = Optional.ofNullable(writer);
        writer = null;
        long good = sizes.getOrDefault(newest, 0L);
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
        sizes.remove(newest);
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
        return new JournalCursor(folder, opener, sizes, from, this::damaged);
    }

    private void damaged(int segment, String what) {
        var text = "old news in " + file(folder, segment) + " cannot be read: " + what;
        if (damage.putIfAbsent(segment, text) == null) {
            LOG.error(text);
        }
    }

    /** Where the next line will stand, or before that. */
    JournalPosition end() {
        return new JournalPosition(Math.max(1, newest), sizes.getOrDefault(newest, 0L));
    }

    /** Bytes on disk. */
    long bytes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
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
