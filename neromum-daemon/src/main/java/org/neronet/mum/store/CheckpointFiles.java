package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.json.JsonException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files {@code 000001.checkpoint}, {@code 000002.checkpoint}, … beside a journal's segments, of which the two newest
 * are kept. Owned by the ledger's thread.
 */
final class CheckpointFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
    private static final int KEPT = 2;
    private static final String NEW = "checkpoint.new";

    private final Path folder;
    private final SegmentWriter.Opener opener;
    private final List<String> warnings = new ArrayList<>();
    private final Set<Integer> bad = new HashSet<>();

    CheckpointFiles(Path folder, SegmentWriter.Opener opener) {
        this.folder = folder;
        this.opener = opener;
    }

    /** The newest one that is whole; empty when there is none, and then the journal tells all. */
    Optional<Checkpoint> newest() throws IOException {
        for (int number : numbers()) {
            try {
                return Optional.of(read(number));
            } catch (IOException | JsonException e) {
                bad.add(number);
                warn(file(number) + " cannot be used (" + e.getMessage() + "); an older one or the journal is read");
            }
        }
        return Optional.empty();
    }

    /** The oldest segment that is needed by the checkpoints there are; 0 when nobody can tell. */
    int oldestSegment() {
        try {
            int oldest = Integer.MAX_VALUE;
            for (int number : numbers()) {
                oldest = Math.min(oldest, bad.contains(number) ? oldest : segment(number));
            }
            return oldest == Integer.MAX_VALUE ? 0 : oldest;
        } catch (IOException | JsonException e) {
            LOG.warn("a checkpoint in {} cannot be read: {}", folder, e.getMessage());
            return 0;
        }
    }

    private int segment(int number) throws IOException {
        try (var reader = new SegmentReader(opener.read(file(number)), 0, Long.MAX_VALUE)) {
            return reader.next()
                    .flatMap(line -> JournalLine.decode(line.bytes(), line.bytes().length))
                    .map(line -> Math.toIntExact(line.integer("segment")))
                    .orElse(0);
        }
    }

    private Checkpoint read(int number) throws IOException {
        try (var reader = new SegmentReader(opener.read(file(number)), 0, Long.MAX_VALUE)) {
            return new CheckpointReader().read(reader);
        }
    }

    /**
     * Writes one more, on disk when this returns, and removes what is older than the one before.
     *
     * @return its size in bytes
     */
    long write(Checkpoint checkpoint) throws IOException {
        var numbers = numbers();
        var temporary = folder.resolve(NEW);
        Files.deleteIfExists(temporary);
        try {
            long bytes;
            try (var writer = opener.open(temporary, true)) {
                bytes = new CheckpointWriter(writer).write(checkpoint);
            }
            var file = file(numbers.isEmpty() ? 1 : numbers.get(0) + 1);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.syncFolder(folder);
            removeOld(numbers);
            return bytes;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void removeOld(List<Integer> numbers) throws IOException {
        int kept = 1;
        for (int number : numbers) {
            if (bad.contains(number) || ++kept > KEPT) {
                Files.deleteIfExists(file(number));
            }
        }
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void warn(String text) {
        LOG.error(text);
        warnings.add(text);
    }

    private Path file(int number) {
        return folder.resolve("%06d.checkpoint".formatted(number));
    }

    /** Newest first. */
    private List<Integer> numbers() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{6}\\.checkpoint"))
                    .map(name -> Integer.valueOf(name.substring(0, 6)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
