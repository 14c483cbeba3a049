package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neronet.common.experiment.OutputStreamName.STDOUT;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neronet.common.testing.Await;
import org.neronet.kid.testing.AttemptFixture;

/** A kid as parents start it, beside output that was never meant for one: its memory has a bound, and it goes on. */
class KidMemoryTest extends KidTest {
    private static final Path PARENT = Path.of("..", "neromum-daemon", "src", "main", "resources", "cluster", "parent");
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long MOST_KB = 56 << 10;
    private static final boolean LONG = Long.getLong("neronet.fuzz.count", 0) >= 1_000_000;

    private final List<Process> kids = new ArrayList<>();
    private long peakKb;

    @AfterEach
    void endKids() throws InterruptedException {
        for (var kid : kids) {
            kid.destroyForcibly().waitFor();
        }
    }

    @Test
    void aLineThatNeverEnds() throws Exception {
        var attempt = attempt(1);
        attempt.print("loss 0.5\n");
        try (var sparse = new RandomAccessFile(attempt.folder.output(STDOUT).toFile(), "rw")) {
            sparse.setLength(LONG ? 1L << 30 : 256L << 20);
        }
        attempt.print("\nloss 0.25\n");

        assertThat(watched(attempt)).contains("\"value\":0.5,").contains("\"value\":0.25,");
    }

    @Test
    void bytesThatAreNoText() throws Exception {
        var attempt = attempt(1);
        attempt.print("loss 0.5\n");
        var random = new Random(7);
        var noise = new byte[1 << 20];
        try (var out = output(attempt)) {
            for (int mib = 0; mib < 16; mib++) {
                random.nextBytes(noise);
                out.write(noise);
            }
        }
        attempt.print("\nloss 0.25\n");

        assertThat(watched(attempt)).contains("\"value\":0.25,");
    }

    @Test
    void aMillionNames() throws Exception {
        var attempt = attempt(1);
        lines(attempt, "name%d 0.5%n");

        assertThat(watched(attempt)).contains("\"Warned\"");
    }

    @Test
    void aMillionValues() throws Exception {
        var attempt = attempt(1);
        lines(attempt, "loss 0.%d%n");

        watched(attempt);

        var spool = attempt.folder.spool();
        try (var records = Files.lines(spool)) {
            assertThat(records.mapToLong(KidMemoryTest::samples).sum()).isEqualTo(1_000_000);
        }
    }

    @Test
    void outputThatIsRotatedCutOffAndTakenAway() throws Exception {
        var attempt = attempt(1);
        var file = attempt.folder.output(STDOUT);
        attempt.print("loss 0.5\n");
        var kid = start(attempt);
        await(() -> isSpooled(attempt, "\"value\":0.5,"));

        Files.writeString(file, "");
        Files.move(file, file.resolveSibling("stdout.1"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(file, "x\n");
        Files.delete(file);
        Files.writeString(file, "loss 0.5\nloss 0.25\n");

        await(() -> isSpooled(attempt, "\"value\":0.25,"));
        attempt.exit();
        awaitEnd(kid);
    }

    private String watched(AttemptFixture attempt) throws Exception {
        attempt.exit();
        awaitEnd(start(attempt));
        var spool = attempt.folder.spool();
        return Files.size(spool) > 10 << 20 ? "" : Files.readString(spool);
    }

    /** It leaves by itself, because there is no mum to be told. */
    private void awaitEnd(Process kid) throws Exception {
        var status = Path.of("/proc", Long.toString(kid.pid()), "status");
        Await.until(LIMIT, () -> "the kid goes on", () -> {
            peakKb = Math.max(peakKb, peak(status));
            return !kid.isAlive();
        });
        assertThat(kid.exitValue()).isZero();
        assertThat(home.resolve("kid.log")).content().doesNotContain("internal fault", "OutOfMemory");
        assertThat(peakKb).isPositive().isLessThanOrEqualTo(MOST_KB);
    }

    private static long peak(Path status) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0; // It is gone.
        }
    }

    private Process start(AttemptFixture attempt) throws IOException {
        var argv = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        var flag = Pattern.compile(" (-X\\S+)").matcher(Files.readString(PARENT));
        flag.results().forEach(found -> argv.add(found.group(1)));
        argv.addAll(List.of("-cp", System.getProperty("java.class.path"), Nerokid.class.getName(), "watch"));
        argv.add(attempt.folder.root().toString());
        var kid = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("kid.log").toFile())
                .start();
        kids.add(kid);
        return kid;
    }

    private boolean isSpooled(AttemptFixture attempt, String text) {
        try {
            return Files.readString(attempt.folder.spool()).contains(text);
        } catch (IOException e) {
            return false; // Not there yet.
        }
    }

    private static long samples(String record) {
        return Pattern.compile("\"offset\":").matcher(record).results().count();
    }

    private static void lines(AttemptFixture attempt, String format) throws IOException {
        try (var out = output(attempt)) {
            for (int number = 0; number < 1_000_000; number++) {
                out.write(String.format(format, number).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static OutputStream output(AttemptFixture attempt) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(attempt.folder.output(STDOUT), StandardOpenOption.APPEND), 1 << 16);
    }
}
