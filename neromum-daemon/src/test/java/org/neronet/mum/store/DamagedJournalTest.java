package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.json.JsonObject;

/** Whatever a disk does to a block of the journal, it opens, and only the lines that block touches are gone. */
class DamagedJournalTest {
    private static final int LINES = 400;
    private static final int BLOCK = 4096;

    @TempDir
    Path folder;

    @Test
    void aZeroedBlockAtTheEndIsToldAndItsNumbersAreNotUsedAgain() throws IOException {
        var whole = make(folder);
        var damaged = whole.clone();
        Arrays.fill(damaged, whole.length - BLOCK, whole.length, (byte) 0);
        Files.write(Journal.file(folder, 1), damaged);

        var found = open(folder);

        assertThat(found.warnings).singleElement().asString().contains("000001.log", "damaged bytes");
        assertThat(found.damage).isGreaterThanOrEqualTo(BLOCK);
        assertThat(folder.resolve("000001.log.damaged")).hasBinaryContent(damaged);
        assertThat(open(folder).lines).isEqualTo(found.lines);
    }

    @Test
    void randomDamageLosesTheLinesItTouchesAtMost() throws IOException {
        long seed = Long.getLong("neronet.seed", new Random().nextLong());
        System.out.println("DamagedJournalTest: -Dneronet.seed=" + seed);
        var random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            var place = Files.createDirectory(folder.resolve("round" + round));
            var whole = make(place);
            int from = random.nextInt(whole.length);
            int to = Math.min(whole.length, from + 1 + random.nextInt(BLOCK));
            Files.write(Journal.file(place, 1), damage(whole, random, from, to));
            boolean cut = Files.size(Journal.file(place, 1)) < whole.length;

            var found = open(place);

            assertThat(found.lines)
                    .as("seed %s, round %s, bytes %s to %s", seed, round, from, to)
                    .containsAll(untouched(whole, from, cut ? whole.length : to))
                    .isSubsetOf(IntStream.range(0, LINES).boxed().toList());
            append(place, LINES);
            assertThat(open(place).lines).hasSize(found.lines.size() + 1).endsWith(LINES);
        }
    }

    @Test
    void aFlippedBitInAnyRegionOfAnySegmentLosesItsLineAtMost() throws IOException {
        long seed = Long.getLong("neronet.seed", new Random().nextLong());
        System.out.println("DamagedJournalTest, segments: -Dneronet.seed=" + seed);
        var random = new Random(seed);
        makeSegments();
        var segments = Journal.segmentsIn(folder);
        assertThat(segments).hasSizeGreaterThan(5);
        for (int segment : segments) {
            var file = Journal.file(folder, segment);
            var whole = Files.readAllBytes(file);
            for (int region = 0; region < 10; region++) {
                var damaged = whole.clone();
                int at = whole.length * region / 10 + random.nextInt(whole.length / 10);
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);

                var found = open(folder);

                // A flipped newline costs the lines on both sides of it.
                assertThat(found.lines)
                        .as("seed %s, segment %s, byte %s", seed, segment, at)
                        .hasSizeGreaterThanOrEqualTo(LINES - 2)
                        .isSubsetOf(IntStream.range(0, LINES).boxed().toList());
                assertThat(found.warnings.size() + (found.lines.size() == LINES ? 1 : 0))
                        .isPositive();
            }
            Files.write(file, whole);
        }
        assertThat(open(folder).lines).hasSize(LINES);
    }

    @Test
    void whatTheDiskCannotReadIsPassedOverAloud() throws IOException {
        makeSegments();
        var disk = new FaultyDisk();
        disk.failBlock("000002.log", 0);
        disk.failReads("000004.log");

        var found = open(folder, disk);

        assertThat(found.lines)
                .hasSizeBetween(LINES / 3, LINES - 2)
                .startsWith(0)
                .endsWith(LINES - 1);
        assertThat(found.damage).isPositive();
        assertThat(found.warnings)
                .anyMatch(text -> text.contains("000002.log"))
                .anyMatch(text -> text.contains("000004.log") && text.contains("Input/output error"));
        assertThat(open(folder).lines).hasSize(LINES);
    }

    @Test
    void aDiskThatRefusesManyBlocksIsNotAskedForAllOfThem() throws IOException {
        append(folder, IntStream.range(0, 20_000).toArray());
        var disk = new FaultyDisk();
        LongStream.range(2, 200).forEach(block -> disk.failBlock("000001.log", block));

        var found = open(folder, disk);

        assertThat(found.lines).startsWith(0).hasSizeLessThan(400);
        assertThat(found.warnings).anyMatch(text -> text.contains("cannot be read on from byte"));
    }

    @Test
    void aMissingSegmentIsTold() throws IOException {
        makeSegments();
        Files.delete(Journal.file(folder, 3));

        var found = open(folder);

        assertThat(found.lines).hasSizeLessThan(LINES).startsWith(0).endsWith(LINES - 1);
        assertThat(found.warnings).singleElement().asString().contains("000003.log", "is missing");
    }

    @Test
    void aTornTailThatCannotBeCutIsLeftAndWrittenToNoMore() throws IOException {
        append(folder, 0, 1);
        var file = Journal.file(folder, 1);
        var whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 4));
        var disk = new FaultyDisk();
        disk.refuseToCutBack();

        assertThat(open(folder, disk).lines).containsExactly(0);
        try (var journal = Journal.open(folder, 1 << 20, disk, new Found(), new JournalPosition(1, 0))) {
            journal.append(List.of(JournalLine.encode(JsonObject.of("n", 2))));
        }

        assertThat(Journal.file(folder, 2)).exists();
        assertThat(open(folder).lines).containsExactly(0, 2);
    }

    private void makeSegments() throws IOException {
        try (var journal =
                Journal.open(folder, 2500, FileSegmentWriter::open, new Found(), new JournalPosition(1, 0))) {
            for (int number = 0; number < LINES; number++) {
                journal.append(List.of(
                        JournalLine.encode(JsonObject.of("n", number).with("text", "é".repeat(number % 40)))));
            }
        }
    }

    private static byte[] damage(byte[] whole, Random random, int from, int to) {
        var damaged = whole.clone();
        switch (random.nextInt(4)) {
            case 0 -> damaged[from] ^= (byte) (1 << random.nextInt(8));
            case 1 -> Arrays.fill(damaged, from, to, (byte) 0);
            case 2 -> IntStream.range(from, to).forEach(i -> damaged[i] = (byte) random.nextInt());
            default -> {
                return Arrays.copyOf(whole, from);
            }
        }
        return damaged;
    }

    /** The numbers of the lines that have no byte, newlines beside them included, in a piece. */
    private static List<Integer> untouched(byte[] whole, int from, int to) {
        var kept = new ArrayList<Integer>();
        int start = 0;
        int number = -1; // The header is no line of ours.
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                if (number >= 0 && (i < from || start > to)) {
                    kept.add(number);
                }
                number++;
                start = i + 1;
            }
        }
        return kept;
    }

    private static byte[] make(Path place) throws IOException {
        append(place, IntStream.range(0, LINES).toArray());
        return Files.readAllBytes(Journal.file(place, 1));
    }

    private static void append(Path place, int... numbers) throws IOException {
        try (var journal =
                Journal.open(place, 1 << 20, FileSegmentWriter::open, new Found(), new JournalPosition(1, 0))) {
            journal.append(Arrays.stream(numbers)
                    .mapToObj(number ->
                            JournalLine.encode(JsonObject.of("n", number).with("text", "é".repeat(number % 40))))
                    .toList());
        }
    }

    private static Found open(Path place) throws IOException {
        return open(place, FileSegmentWriter::open);
    }

    private static Found open(Path place, SegmentWriter.Opener disk) throws IOException {
        var found = new Found();
        try (var journal = Journal.open(place, 1 << 20, disk, found, new JournalPosition(1, 0))) {
            found.warnings.addAll(journal.warnings());
        }
        return found;
    }

    /** What a journal said when it was opened. */
    private static final class Found implements JournalRecovery.Replay {
        private final List<Integer> lines = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private long damage;

        @Override
        public void line(JournalPosition at, JsonObject json, int bytes) {
            lines.add((int) json.integer("n"));
        }

        @Override
        public void damage(long bytes) {
            damage += bytes;
        }
    }
}
