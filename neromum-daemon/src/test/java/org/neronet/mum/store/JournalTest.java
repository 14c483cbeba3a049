package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;

class JournalTest {
    private static final long LIMIT = 1 << 20;

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void whatWasAppendedIsFoundAgainInOrder() throws IOException {
        write("a", "b", "c");

        assertThat(found().texts).containsExactly("a", "b", "c");
    }

    @Test
    void aBatchCostsOneSync() throws IOException {
        write("a", "b", "c");

        assertThat(disk.syncs()).isEqualTo(1);
    }

    @Test
    void aJournalCutAtAnyByteOfItsLastLineLosesThatLineAtMost() throws IOException {
        write("a", "b", "last");
        var whole = Files.readAllBytes(segment(1));
        int start = new String(whole, StandardCharsets.UTF_8).lastIndexOf('\n', whole.length - 2) + 1;

        for (int length = start; length < whole.length; length++) {
            Files.write(segment(1), Arrays.copyOf(whole, length));
            boolean onlyTheNewlineIsMissing = length == whole.length - 1;

            var found = found();

            assertThat(found.texts).as("cut to %s bytes", length).startsWith("a", "b");
            assertThat(found.texts).hasSize(onlyTheNewlineIsMissing ? 3 : 2);
            assertThat(found.warnings).isEmpty();
            write("next");
            assertThat(found().texts).startsWith("a", "b").endsWith("next").hasSize(found.texts.size() + 1);
        }
    }

    @Test
    void anyFlippedBitOfALineLosesThatLineAndNoOther() throws IOException {
        write("a", "b", "c");
        var whole = Files.readAllBytes(segment(1));
        var text = new String(whole, StandardCharsets.UTF_8);
        int from = text.indexOf('\n', text.indexOf("\"a\"")) + 1;
        int to = text.indexOf('\n', from);

        for (int bit = from * 8; bit < to * 8; bit++) {
            var damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(segment(1), damaged);

            var found = found();

            assertThat(found.texts).as("bit %s", bit).containsExactly("a", "c");
            assertThat(found.warnings).hasSize(1);
            assertThat(found.damage).isPositive();
        }
        assertThat(folder.resolve("000001.log.damaged")).exists();
    }

    @Test
    void aFlippedNewlineOfTheLastLineLosesNothing() throws IOException {
        write("a", "b");
        var whole = Files.readAllBytes(segment(1));
        whole[whole.length - 1] ^= 1;
        Files.write(segment(1), whole);

        assertThat(found().texts).containsExactly("a", "b");
        assertThat(found().texts).containsExactly("a", "b");
    }

    @Test
    void aZeroedBlockInTheMiddleIsPassedOverAloud() throws IOException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < 500; i++) {
            texts.add("line " + i);
        }
        write(texts.toArray(String[]::new));
        var whole = Files.readAllBytes(segment(1));
        Arrays.fill(whole, 4096, 8192, (byte) 0);
        Files.write(segment(1), whole);

        var found = found();

        assertThat(found.texts).hasSizeBetween(300, 499).contains("line 0", "line 499");
        assertThat(found.warnings).singleElement().asString().contains("000001.log", "damaged bytes");
        assertThat(folder.resolve("000001.log.damaged")).hasBinaryContent(whole);
    }

    @Test
    void aDamagedLastSegmentIsNotWrittenToAnyMore() throws IOException {
        write("a", "b");
        var whole = Files.readAllBytes(segment(1));
        whole[whole.length - 3] ^= 1;
        Files.write(segment(1), whole);

        write("c");

        assertThat(found().texts).containsExactly("a", "c");
        assertThat(segment(2)).exists();
    }

    @Test
    void zerosBehindTheLastLineAreATornTail() throws IOException {
        write("a");
        Files.write(segment(1), new byte[5000], StandardOpenOption.APPEND);

        write("b");

        assertThat(found().texts).containsExactly("a", "b");
        assertThat(found().warnings).isEmpty();
    }

    @Test
    void rubbishWithoutEndTakesNoMemory() throws IOException {
        write("a");
        try (var out = Files.newOutputStream(segment(1), StandardOpenOption.APPEND)) {
            for (int i = 0; i < 2 * JournalLine.MAX_BYTES / 4096; i++) {
                out.write(new byte[4096]);
            }
            out.write('\n');
            out.write(line("b"));
        }

        var found = found();

        assertThat(found.texts).containsExactly("a", "b");
        assertThat(found.damage).isEqualTo(2L * JournalLine.MAX_BYTES + 1);
    }

    @Test
    void foreignFilesInTheFolderAreLeftAlone() throws IOException {
        write("a");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("000002.log.old"), "mine");

        assertThat(found().texts).containsExactly("a");
    }

    @Test
    void aForeignFileInPlaceOfASegmentIsPassedOverAloud() throws IOException {
        Files.writeString(segment(1), "not a journal\nat all\n");

        write("a");

        assertThat(found().texts).containsExactly("a");
        assertThat(found().warnings).hasSize(1);
    }

    @Test
    void aJournalOfANewerVersionIsRefusedByName() throws IOException {
        var header = JsonObject.of("journal", 2).with("ends", JsonObject.empty());
        Files.write(segment(1), JournalLine.encode(header));

        assertThatThrownBy(this::found)
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("000001.log")
                .hasMessageContaining("journal version 2");
        assertThat(segment(1)).hasBinaryContent(JournalLine.encode(header));
    }

    @Test
    void aFullSegmentIsFollowedByANewOne() throws IOException {
        try (var journal = Journal.open(folder, 50, disk, new Found(), new JournalPosition(1, 0))) {
            for (var text : List.of("a", "b", "c", "d")) {
                journal.append(List.of(line(text)));
            }
        }

        assertThat(Journal.segmentsIn(folder)).hasSizeGreaterThan(1);
        assertThat(found().texts).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aBatchWhoseSyncFailsIsWrittenAgainToANewSegment() throws IOException {
        try (var journal = Journal.open(folder, LIMIT, disk, new Found(), new JournalPosition(1, 0))) {
            journal.append(List.of(line("a")));
            disk.failWrites(1);

            var at = journal.append(List.of(line("b")));

            assertThat(at.segment()).isEqualTo(2);
            assertThat(journal.warnings()).isEmpty();
        }
        assertThat(found().texts).containsExactly("a", "b");
    }

    @Test
    void aSecondFailureRefusesTheBatchAndTheNextOneTriesAgain() throws IOException {
        try (var journal = Journal.open(folder, LIMIT, disk, new Found(), new JournalPosition(1, 0))) {
            journal.append(List.of(line("a")));
            disk.failWrites(2);

            assertThatThrownBy(() -> journal.append(List.of(line("b"))))
                    .isInstanceOf(NeronetException.class)
                    .hasMessageContaining("cannot be written: Input/output error");
            assertThat(journal.warnings()).hasSize(1);

            journal.append(List.of(line("c")));
            assertThat(journal.warnings()).isEmpty();
        }
        assertThat(found().texts).containsExactly("a", "c");
    }

    @Test
    void refusedLinesThatCannotBeCutAwayDoNotComeBack() throws IOException {
        disk.refuseToCutBack();
        try (var journal = Journal.open(folder, LIMIT, disk, new Found(), new JournalPosition(1, 0))) {
            journal.append(List.of(line("a")));
            disk.failWrites(2);
            assertThatThrownBy(() -> journal.append(List.of(line("b")))).isInstanceOf(NeronetException.class);
            journal.append(List.of(line("c")));

            assertThat(read(journal)).containsExactly("a", "c");
        }

        assertThat(Files.readString(segment(1))).contains("\"b\"");
        assertThat(found().texts).containsExactly("a", "c");
    }

    @Test
    void aFullDiskRecoversWithoutARestart() throws IOException {
        try (var journal = Journal.open(folder, 50, disk, new Found(), new JournalPosition(1, 0))) {
            journal.append(List.of(line("a")));
            disk.failOpens(4);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> journal.append(List.of(line("lost")))).isInstanceOf(NeronetException.class);
            }

            journal.append(List.of(line("b")));

            assertThat(read(journal)).containsExactly("a", "b");
            assertThat(journal.bytes()).isPositive();
        }
        assertThat(found().texts).containsExactly("a", "b");
    }

    @Test
    void anEntryOverTheLimitIsRefused() {
        var huge = JsonObject.of("text", "x".repeat(JournalLine.MAX_BYTES));

        assertThatThrownBy(() -> JournalLine.encode(huge)).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(String... texts) throws IOException {
        try (var journal = Journal.open(folder, LIMIT, disk, new Found(), new JournalPosition(1, 0))) {
            journal.append(Arrays.stream(texts).map(JournalTest::line).toList());
        }
    }

    private Found found() throws IOException {
        var found = new Found();
        try (var journal = Journal.open(folder, LIMIT, disk, found, new JournalPosition(1, 0))) {
            found.warnings = journal.warnings();
            return found;
        }
    }

    private static List<String> read(Journal journal) throws IOException {
        var texts = new ArrayList<String>();
        try (var cursor = journal.read(new JournalPosition(1, 0))) {
            for (var line = cursor.next(); line.isPresent(); line = cursor.next()) {
                line.get().json().optionalString("text").ifPresent(texts::add);
            }
        }
        return texts;
    }

    private static byte[] line(String text) {
        return JournalLine.encode(JsonObject.of("text", text));
    }

    private Path segment(int number) {
        return Journal.file(folder, number);
    }

    /** Remembers what a journal told. */
    private static final class Found implements JournalRecovery.Replay {
        private final List<String> texts = new ArrayList<>();
        private List<String> warnings = List.of();
        private long damage;

        @Override
        public void line(JournalPosition at, JsonObject json, int bytes) {
            texts.add(json.string("text"));
        }

        @Override
        public void damage(long bytes) {
            damage += bytes;
        }
    }
}
