package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.neronet.mum.store.TestPlans.kept;
import static org.neronet.mum.store.TestPlans.key;
import static org.neronet.mum.store.TestPlans.warned;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.NeronetException;

/** A real disk that is full, and has room again: the ledger refuses, keeps what it has, and goes on by itself. */
class FullDiskTest {
    private static final long SEGMENT = 100_000;

    @TempDir
    Path disk;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount a small disk");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", disk.toString()),
                "this host mounts no tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", disk.toString());
    }

    private static boolean run(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private JournalLedger open() throws IOException {
        return JournalLedger.open(
                disk.resolve("journal"), () -> {}, Bounds.ofSegments(SEGMENT), FileSegmentWriter::open);
    }

    private Path fill() throws Exception {
        var file = disk.resolve("fill");
        run("dd", "if=/dev/zero", "of=" + file, "bs=4k");
        return file;
    }

    @Test
    void whatDidNotFitNeverHappenedAndTheRestGoesOn() throws Exception {
        try (var ledger = open()) {
            ledger.append(kept(1)).join();
            var fill = fill();
            for (int i = 0; i < 20; i++) {
                var big = List.of(warned(1, ("lost " + i).repeat(5000)));
                assertThatThrownBy(() -> ledger.append(big).join())
                        .hasCauseInstanceOf(NeronetException.class)
                        .hasMessageContaining("No space left on device");
            }
            assertThat(ledger.warnings()).singleElement().asString().contains(disk.toString(), "cannot be written");
            assertThat(ledger.find(key(1))).isPresent();

            Files.delete(fill);
            ledger.append(kept(2)).join();

            assertThat(ledger.warnings()).isEmpty();
            assertThat(Journal.segmentsIn(disk.resolve("journal"))).hasSizeLessThanOrEqualTo(2);
        }
        try (var ledger = open()) {
            assertThat(ledger.warnings()).isEmpty();
            assertThat(ledger.live()).extracting(Attempt::key).containsExactly(key(1), key(2));
            assertThat(ledger.find(key(1)).orElseThrow().status().warnings()).isEmpty();
        }
    }

    @Test
    void aDiskThatCannotBeWrittenToStillTellsWhatIsOnIt() throws Exception {
        try (var ledger = open()) {
            ledger.append(kept(1)).join();
            for (int i = 0; i < 300; i++) {
                ledger.append(List.of(warned(1, "w".repeat(1000) + i))).join();
            }
        }
        var fill = fill();
        try (var ledger = open()) {
            assertThat(ledger.find(key(1)).orElseThrow().status().warnings()).hasSize(300);
        }
        Files.delete(fill);
        try (var ledger = open()) {
            assertThat(ledger.warnings()).isEmpty();
            assertThat(ledger.head()).isEqualTo(301);
        }
    }
}
