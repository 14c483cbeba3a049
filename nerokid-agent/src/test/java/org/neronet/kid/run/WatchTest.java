package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neronet.common.experiment.OutputStreamName.STDERR;
import static org.neronet.common.experiment.OutputStreamName.STDOUT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.metric.OutputReader;
import org.neronet.kid.testing.AttemptFixture;
import org.neronet.kid.testing.FakeMum.Ward;

class WatchTest extends KidTest {
    @Test
    void mumLearnsEverythingAndSaysGoodbye() throws IOException {
        var attempt = attempt(1);
        var ward = expect(attempt);
        attempt.print("loss 0.5\n");
        attempt.print(STDERR, "warming up\n");

        try (var kid = watch(attempt)) {
            await(() -> ward.samples(STDOUT).size() == 1);
            attempt.print("loss 0.4\nacc: 0.9");
            attempt.exit();
            kid.awaitGone();
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(ward.samples(STDOUT)).extracting(MetricSample::name).containsExactly("loss", "loss", "acc");
        assertThat(ward.start).contains("SLURM_JOB_ID=42");
        assertThat(ward.exit.file()).contains("code=0");
        assertWhole(attempt, ward);
    }

    @Test
    void theFirstRecordIsTheEnvironment() throws IOException {
        var attempt = attempt(1);
        var ward = expect(attempt);
        attempt.print("loss 0.5\n");

        try (var kid = watch(attempt)) {
            await(() -> ward.events.size() >= 2);
            assertThat(kid.isGone()).isFalse();
        }

        var facts = ((Event.Environment) ward.events.get(0)).facts();
        assertThat(facts.string("host")).isEqualTo("n1");
        assertThat(facts.object("scheduler").string("SLURM_JOB_ID")).isEqualTo("42");
        assertThat(facts.integer("disk_free_bytes")).isPositive();
    }

    @Test
    void kidKeepsEverythingWhileMumIsAway() throws IOException {
        var attempt = attempt(1);
        attempt.print("loss 0.5\n");

        try (var kid = watch(attempt)) {
            await(() -> isSpooled(attempt, "\"loss\""));
            var ward = expect(attempt);
            await(() -> ward.samples(STDOUT).size() == 1);
            attempt.exit();
            kid.awaitGone();
            assertWhole(attempt, ward);
        }
    }

    @Test
    void aKidThatNobodyListensToLeavesAfterTheEnd() throws IOException {
        var attempt = attempt(1);
        attempt.print("loss 0.5\n");
        attempt.exit();

        try (var kid = watch(attempt)) {
            kid.awaitGone();
            assertThat(kid.fault()).isEmpty();
        }

        assertThat(isSpooled(attempt, "\"loss\"")).isTrue();
    }

    @Test
    void aSettledAttemptNeedsNoKid() throws IOException {
        var attempt = attempt(1);

        try (var kid = watch(attempt)) {
            await(() -> isSpooled(attempt, "Environment"));
            attempt.settle();
            kid.awaitGone();
        }
    }

    @Test
    void whoeverDoesNotKnowTheKeyLearnsNothing() throws IOException {
        var attempt = attempt(1);
        mum.publish(endpoint);
        var ward = mum.expect(attempt.key, new byte[32], home);
        attempt.print("loss 0.5\n");

        try (var kid = watch(attempt)) {
            await(() -> mum.connections >= 2);
            assertThat(kid.isGone()).isFalse();
        }

        assertThat(ward.events).isEmpty();
        assertThat(ward.start).isEmpty();
        assertThat(log).anyMatch(line -> line.contains("does not know this attempt's key"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsLostOrDoubledWhenConnectionsAreCut(int frames) throws IOException {
        var attempt = attempt(1);
        mum.cuts.addAll(List.of(frames, frames, frames));
        attempt.print(lines(0, 5000));
        attempt.print(STDERR, "e".repeat(200_000) + "\n");
        var ward = expect(attempt);

        try (var kid = watch(attempt)) {
            await(() -> mum.connections >= 2);
            attempt.print(lines(5000, 5100));
            attempt.exit();
            kid.awaitGone();
        }

        assertWhole(attempt, ward);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200, 236, 300, 1000, 20_000, 150_000})
    void nothingIsLostOrDoubledWhenConnectionsBreakAnywhere(int bytes) throws IOException {
        var attempt = attempt(1);
        mum.breaks.addAll(List.of(bytes, bytes + 13));
        attempt.print(lines(0, 3000));
        attempt.print(STDERR, "e".repeat(200_000) + "\n");
        var ward = expect(attempt);

        try (var kid = watch(attempt)) {
            await(() -> mum.connections >= 2);
            attempt.print("loss 1\nloss");
            attempt.exit();
            kid.awaitGone();
        }

        assertWhole(attempt, ward);
    }

    @Test
    void aRestartedKidGoesOnWhereTheOldOneStopped() throws IOException {
        var attempt = attempt(1);
        attempt.print(lines(0, 50));
        try (var kid = watch(attempt)) {
            await(() -> isSpooled(attempt, "\"value\":49.0"));
            assertThat(kid.isGone()).isFalse();
        }
        attempt.print(lines(50, 60));
        var ward = expect(attempt);

        try (var kid = watch(attempt)) {
            await(() -> ward.samples(STDOUT).size() == 60);
            assertThat(kid.isGone()).isFalse();
        }
        attempt.exit();
        try (var kid = watch(attempt)) {
            kid.awaitGone();
        }

        assertWhole(attempt, ward);
        assertThat(ward.events).filteredOn(Event.Environment.class::isInstance).hasSize(1);
    }

    @Test
    void newMumsInARowLoseAndDoubleNothing() throws IOException {
        var attempt = attempt(1);
        var ward = expect(attempt);
        try (var kid = watch(attempt)) {
            for (int i = 0; i < 5; i++) {
                attempt.print(lines(i * 10, i * 10 + 10));
                int before = mum.connections;
                mum.cut();
                await(() -> mum.connections > before);
            }
            attempt.exit();
            kid.awaitGone();
        }

        assertWhole(attempt, ward);
    }

    @Test
    void aFolderThatIsTakenAwayEndsTheKidAndIsNotMadeAgain() throws IOException {
        var attempt = attempt(1);
        expect(attempt);
        attempt.print("loss 0.5\n");

        try (var kid = watch(attempt)) {
            await(() -> isSpooled(attempt, "\"loss\""));
            remove(attempt.folder.root());
            kid.awaitGone();
        }

        assertThat(attempt.folder.root()).doesNotExist();
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void aTornSpoolIsMended() throws IOException {
        var attempt = attempt(1);
        attempt.print(lines(0, 50));
        try (var kid = watch(attempt)) {
            await(() -> isSpooled(attempt, "\"value\":49.0"));
            assertThat(kid.isGone()).isFalse();
        }
        var spool = Files.readAllBytes(attempt.folder.spool());
        Files.write(attempt.folder.spool(), Arrays.copyOf(spool, spool.length - 7));
        var ward = expect(attempt);
        attempt.exit();

        try (var kid = watch(attempt)) {
            kid.awaitGone();
        }

        assertWhole(attempt, ward);
    }

    @Test
    void aLostSpoolDoesNotHideWhatComesLater() throws IOException {
        var attempt = attempt(1);
        var ward = expect(attempt);
        ward.base = 7;
        attempt.print("loss 0.5\n");
        attempt.exit();

        try (var kid = watch(attempt)) {
            kid.awaitGone();
        }

        assertThat(mum.strange).isEmpty();
        assertThat(ward.samples(STDOUT)).hasSize(1);
    }

    @Test
    void outputThatBecomesShorterIsSaidOnceAndNothingIsReadTwice() throws IOException {
        var attempt = attempt(1);
        var ward = expect(attempt);
        attempt.print(lines(0, 10));

        try (var kid = watch(attempt)) {
            await(() -> ward.samples(STDOUT).size() == 10);
            Files.write(attempt.folder.output(STDOUT), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            await(() -> ward.events.stream().anyMatch(Event.Warned.class::isInstance));
            attempt.print(lines(0, 3));
            attempt.exit();
            kid.awaitGone();
        }

        assertThat(ward.samples(STDOUT)).hasSize(10);
        assertThat(ward.events).filteredOn(Event.Warned.class::isInstance).hasSize(1);
    }

    @Test
    void bigOutputArrivesByteForByte() throws IOException {
        var attempt = attempt(1);
        var ward = expect(attempt);
        attempt.print(("x".repeat(999) + "\n").repeat(6000));
        attempt.exit();

        try (var kid = watch(attempt)) {
            kid.awaitGone();
        }

        assertWhole(attempt, ward);
    }

    @Test
    void missingOrdersAreAFault() throws IOException {
        var attempt = attempt(1);
        Files.delete(attempt.folder.orders());

        try (var kid = watch(attempt)) {
            kid.awaitGone();
            assertThat(kid.fault()).contains("there is no").contains("kid.json");
        }
    }

    private void assertWhole(AttemptFixture attempt, Ward ward) throws IOException {
        assertThat(mum.strange).isEmpty();
        for (var stream : List.of(STDOUT, STDERR)) {
            var output = attempt.output(stream);
            assertThat(ward.log(stream)).isEqualTo(output);
            var reader = new OutputReader(List.of());
            var expected = new ArrayList<>(reader.feed(output, output.length));
            expected.addAll(reader.finish());
            assertThat(ward.samples(stream)).isEqualTo(expected);
        }
        assertThat(ward.exit.stdoutSize()).isEqualTo(attempt.output(STDOUT).length);
    }

    private static boolean isSpooled(AttemptFixture attempt, String text) {
        try {
            var spool = attempt.folder.spool();
            return Files.exists(spool) && Files.readString(spool).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static String lines(int from, int to) {
        var text = new StringBuilder();
        IntStream.range(from, to).forEach(i -> text.append("loss ").append(i).append('\n'));
        return text.toString();
    }
}
