package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.mum.store.LogSource.Piece;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;

class LogMirrorTest {
    private static final AttemptKey KEY = Plans.key(1);
    private static final OutputStreamName OUT = OutputStreamName.STDOUT;

    private final MemoryLedger ledger = new MemoryLedger();

    @TempDir
    Path folder;

    private LogMirror mirror;

    @BeforeEach
    void submit() throws IOException {
        var attempt = ledger.submit(Plans.plan(1), folder);
        Files.createDirectories(attempt.folder().root());
        mirror = new LogMirror(folder, ledger, 100);
    }

    @Test
    void bytesAreReadAsTheyWereReported() throws Exception {
        write(0, "one ");
        write(4, "two");

        assertThat(text(mirror.read(KEY, OUT, 0, 100))).isEqualTo("one two");
        assertThat(text(mirror.read(KEY, OUT, 4, 2))).isEqualTo("tw");
        assertThat(mirror.size(KEY, OUT)).isEqualTo(7);
        assertThat(mirror.size(KEY, OutputStreamName.STDERR)).isZero();
    }

    @Test
    void oldMirrorsOfWhatIsNotLiveAreSweptAway() throws Exception {
        var now = java.time.Instant.parse("2026-11-22T12:00:00Z");
        var left = java.nio.file.Files.writeString(folder.resolve("0123456789abcdef-99-1.stdout"), "x");
        java.nio.file.Files.setLastModifiedTime(left, java.nio.file.attribute.FileTime.from(now.minusSeconds(1)));
        mirror.write(KEY, OutputStreamName.STDOUT, 0, "y".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        mirror.sweep(now);

        assertThat(left).doesNotExist();
        assertThat(mirror.size(KEY, OutputStreamName.STDOUT)).isEqualTo(1);
    }

    @Test
    void bytesReportedTwiceStandThereOnce() throws Exception {
        write(0, "one two");
        write(0, "one ");
        write(4, "two three");

        assertThat(text(mirror.read(KEY, OUT, 0, 100))).isEqualTo("one two three");
    }

    @Test
    void bytesBehindAGapAreRefusedAndLeaveNothing() {
        assertThatThrownBy(() -> write(1, "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only 0 bytes are known");
        assertThatThrownBy(() -> write(-1, "x")).isInstanceOf(IOException.class);

        assertThat(folder.resolve(KEY.folderName() + ".stdout")).doesNotExist();
    }

    @Test
    void mirrorsAreTheirOwnersAlone() throws Exception {
        write(0, "x");

        var mode = Files.getPosixFilePermissions(folder.resolve(KEY.folderName() + ".stdout"));
        assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
    }

    @Test
    void theLongerOfMirrorAndOwnFileIsRead() throws Exception {
        write(0, "short");
        assertThat(mirror.read(KEY, OUT, 0, 100).size()).isEqualTo(5);

        own("short and on");

        assertThat(text(mirror.read(KEY, OUT, 0, 100))).isEqualTo("short and on");
    }

    @Test
    void nothingIsCompleteBeforeTheEnd() throws Exception {
        own("all");
        assertThat(mirror.read(KEY, OUT, 0, 100).complete()).isFalse();

        end();

        assertThat(mirror.read(KEY, OUT, 0, 2).complete()).isFalse();
        assertThat(mirror.read(KEY, OUT, 2, 100).complete()).isTrue();
        assertThat(mirror.read(KEY, OUT, 99, 100)).satisfies(piece -> {
            assertThat(piece.bytes()).isEmpty();
            assertThat(piece.complete()).isTrue();
        });
    }

    @Test
    void anAttemptNobodyKnowsHasNoOutput() throws Exception {
        assertThat(mirror.read(Plans.key(9), OUT, 0, 10).complete()).isTrue();
    }

    @Test
    void aMirrorIsBoundedAndWhatComesBehindCountsAsKnown() throws Exception {
        write(0, "x".repeat(90));
        write(90, "y".repeat(50));
        write(140, "z".repeat(10));

        assertThat(mirror.size(KEY, OUT)).isEqualTo(150);
        assertThat(folder.resolve(KEY.folderName() + ".stdout")).hasSize(100);
        assertThat(mirror.read(KEY, OUT, 0, 1000).size()).isEqualTo(100);
        assertThatThrownBy(() -> write(151, "gap")).isInstanceOf(IOException.class);
    }

    @Test
    void aMirrorIsLetGoOnlyWhenTheOwnFileIsAsLong() throws Exception {
        write(0, "12345");
        own("123");
        mirror.release(ledger.get(KEY));
        assertThat(mirror.size(KEY, OUT)).isEqualTo(5);

        own("12345");
        mirror.release(ledger.get(KEY));

        assertThat(mirror.size(KEY, OUT)).isZero();
        assertThat(text(mirror.read(KEY, OUT, 0, 10))).isEqualTo("12345");
    }

    @Test
    @Timeout(30)
    void whoWaitsIsWokenByNewBytes() throws Exception {
        var waiter = CompletableFuture.runAsync(() -> await(600_000));

        write(0, "x");

        waiter.get(20, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(30)
    void whoWaitsSeesTheOwnFileGrowAndTheEnd() throws Exception {
        var waiter = CompletableFuture.runAsync(() -> await(600_000));
        end();
        waiter.get(20, TimeUnit.SECONDS);

        own("x");
        await(600_000);
    }

    @Test
    void waitingEndsWithItsTime() {
        await(1);

        assertThat(mirrorSize()).isZero();
    }

    private long mirrorSize() {
        try {
            return mirror.size(KEY, OUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(long millis) {
        try {
            mirror.awaitGrowth(KEY, OUT, 0, millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void write(long offset, String text) throws IOException {
        mirror.write(KEY, OUT, offset, text.getBytes());
    }

    private void own(String text) throws IOException {
        Files.writeString(ledger.get(KEY).folder().output(OUT), text);
    }

    private void end() {
        ledger.happened(new Ended(KEY, Plans.NOW, AttemptState.FINISHED, Optional.of(0), "exit 0", "exit file"));
    }

    private static String text(Piece piece) {
        return new String(piece.bytes());
    }
}
