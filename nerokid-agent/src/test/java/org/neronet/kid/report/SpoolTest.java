package org.neronet.kid.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.wire.KidMessage;

class SpoolTest {
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 1, 1);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("kid.spool");
    }

    @Test
    void recordsAreNumberedFromOneAndReadBack() throws IOException {
        try (var spool = filled(3)) {
            assertThat(spool.last()).isEqualTo(3);
            assertThat(read(spool, 0)).containsExactly("1:0", "2:1", "3:2");
            assertThat(read(spool, 2)).containsExactly("3:2");
            assertThat(read(spool, 3)).isEmpty();
            assertThat(read(spool, 1)).containsExactly("2:1", "3:2");
        }
    }

    @Test
    void aSpoolIsForItsOwnerAlone() throws IOException {
        try (var spool = filled(1)) {
            assertThat(spool.last()).isEqualTo(1);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void openingAgainGoesOnBehindWhatIsThere() throws IOException {
        filled(3).close();
        var recovered = new ArrayList<Long>();

        try (var spool = Spool.open(file, record -> recovered.add(record.number()))) {
            spool.append(warning(9));
            assertThat(read(spool, 0)).containsExactly("1:0", "2:1", "3:2", "4:9");
        }

        assertThat(recovered).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aTornEndIsCutOffWhereverItWasTorn() throws IOException {
        filled(3).close();
        var whole = Files.readAllBytes(file);
        int second = new String(whole).indexOf('\n') + 1;

        for (int length = second; length < whole.length; length += 11) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (var spool = Spool.open(file, record -> {})) {
                long before = spool.last();
                spool.append(warning(7));
                assertThat(before).isBetween(1L, 2L);
                assertThat(read(spool, before)).containsExactly(before + 1 + ":7");
            }
        }
    }

    @Test
    void aDamagedLineEndsWhatIsBelieved() throws IOException {
        filled(3).close();
        var bytes = Files.readAllBytes(file);
        bytes[new String(bytes).indexOf('\n') + 30] ^= 1;
        Files.write(file, bytes);

        try (var spool = Spool.open(file, record -> {})) {
            assertThat(spool.last()).isEqualTo(1);
        }
    }

    @Test
    void rubbishIsNoSpool() throws IOException {
        Files.writeString(file, "\n00000000 {}\nx\n", StandardOpenOption.CREATE);

        try (var spool = Spool.open(file, record -> {})) {
            assertThat(spool.last()).isZero();
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void numbersThatMumHasAlreadyAreNotUsedAgain() throws IOException {
        try (var spool = filled(2)) {
            assertThat(read(spool, 10)).containsExactly("11:0", "12:1");
            spool.append(warning(5));
            assertThat(read(spool, 12)).containsExactly("13:5");
        }
        var recovered = new ArrayList<Long>();
        Spool.open(file, record -> recovered.add(record.number())).close();
        assertThat(recovered).containsExactly(11L, 12L, 13L);
    }

    @Test
    void aLongRecordIsReadBackWhole() throws IOException {
        try (var spool = Spool.open(file, record -> {})) {
            spool.append(new Event.Warned(KEY, Instant.EPOCH, "x".repeat(300_000)));
            spool.append(warning(1));
            var cursor = spool.after(0);
            assertThat(((Event.Warned) cursor.next().orElseThrow().event()).text())
                    .hasSize(300_000);
            assertThat(cursor.next()).isPresent();
        }
    }

    private Spool filled(int count) throws IOException {
        var spool = Spool.open(file, record -> {});
        for (int i : IntStream.range(0, count).toArray()) {
            spool.append(warning(i));
        }
        return spool;
    }

    private static Event warning(int number) {
        return new Event.Warned(KEY, Instant.EPOCH, String.valueOf(number));
    }

    private static List<String> read(Spool spool, long after) throws IOException {
        var all = new ArrayList<String>();
        var cursor = spool.after(after);
        for (var record = cursor.next(); record.isPresent(); record = cursor.next()) {
            all.add(text(record.get()));
        }
        return all;
    }

    private static String text(KidMessage.Record record) {
        return record.number() + ":" + ((Event.Warned) record.event()).text();
    }
}
