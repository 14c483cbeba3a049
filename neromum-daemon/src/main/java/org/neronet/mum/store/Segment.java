package org.neronet.mum.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of the journal: {@code 000007.log} as it was written, or {@code 000003-000007.log}, which stands for five of them
 * without what nobody needs any more.
 *
 * @param first the first number that it stands for
 * @param number the last one, by which it is ordered
 * @param compacted whether lines were left out
 * @param bytes how much of it counts
 */
record Segment(int first, int number, boolean compacted, long bytes) {
    private static final Pattern NAME = Pattern.compile("(?:(\\d{6})-)?(\\d{6})\\.log");

    /** One that is written to. */
    static Segment raw(int number, long bytes) {
        return new Segment(number, number, false, bytes);
    }

    /** The files of a folder in their order, with their sizes unknown; also such as others stand for by now. */
    static List<Segment> allIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.flatMap(file -> named(file.getFileName().toString()).stream())
                    .sorted(Comparator.comparingInt(Segment::number).thenComparingInt(Segment::first))
                    .toList();
        }
    }

    /** Those that no other stands for. */
    static List<Segment> in(Path folder) throws IOException {
        var all = allIn(folder);
        return all.stream()
                .filter(one -> all.stream().noneMatch(other -> other.standsFor(one)))
                .toList();
    }

    private static Optional<Segment> named(String name) {
        var found = NAME.matcher(name);
        if (!found.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(found.group(2));
        var segment = found.group(1) == null
                ? raw(number, 0)
                : new Segment(Integer.parseInt(found.group(1)), number, true, 0);
        return Optional.of(segment).filter(one -> one.first() <= number);
    }

    /** Whether another was made into this one, and may be removed. */
    boolean standsFor(Segment other) {
        return compacted
                && !(other.compacted && other.first == first && other.number == number)
                && first <= other.first
                && other.number <= number;
    }

    boolean follows(Segment before) {
        return before.number + 1 == first;
    }

    Segment with(long size) {
        return new Segment(first, number, compacted, size);
    }

    Path file(Path folder) {
        return compacted ? folder.resolve("%06d-%06d.log".formatted(first, number)) : Journal.file(folder, number);
    }
}
