package org.neronet.kid.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.neronet.common.experiment.OutputStreamName.STDOUT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.kid.testing.AttemptFixture;
import org.neronet.kid.testing.FakeMum;

class RosterTest extends KidTest {
    private Path roster;

    @BeforeEach
    void makeRoster() throws IOException {
        roster = Files.createDirectories(home.resolve("roster"));
    }

    @Test
    void oneKidServesManyAttemptsAndCrossesThemOff() throws IOException {
        var attempts = new ArrayList<AttemptFixture>();
        var wards = new ArrayList<FakeMum.Ward>();
        for (int id = 1; id <= 12; id++) {
            var attempt = attempt(id);
            attempts.add(attempt);
            wards.add(expect(attempt));
            enlist(attempt);
            attempt.print("loss " + id + "\n");
        }

        try (var kid = roster(roster, InstantSource.system())) {
            await(() -> wards.stream().allMatch(ward -> ward.samples(STDOUT).size() == 1));
            for (var attempt : attempts) {
                attempt.exit();
            }
            await(() -> wards.stream().allMatch(ward -> ward.dismissed) && names() == 0);
            assertThat(kid.isGone()).isFalse();
        }

        assertThat(wards.get(6).samples(STDOUT).get(0).value()).isEqualTo(7);
        assertThat(mum.strange).isEmpty();
    }

    @Test
    void aBrokenAttemptDoesNotStopTheOthers() throws IOException {
        var broken = attempt(1);
        Files.writeString(broken.folder.key(), "not a key");
        var late = attempt(2);
        Files.delete(late.folder.spool().resolveSibling("stdout"));
        Files.createDirectory(late.folder.output(STDOUT));
        var sound = attempt(3);
        var ward = expect(sound);
        enlist(broken);
        enlist(late);
        enlist(sound);
        Files.writeString(roster.resolve("rubbish"), "\n");
        sound.print("loss 3\n");

        try (var kid = roster(roster, InstantSource.system())) {
            await(() -> ward.samples(STDOUT).size() == 1);
            assertThat(kid.isGone()).isFalse();
        }

        assertThat(log).anyMatch(line -> line.contains("cannot watch " + broken.key.folderName()));
    }

    @Test
    void settledAndVanishedAttemptsAreCrossedOff() throws IOException {
        var settled = attempt(1);
        settled.settle();
        enlist(settled);
        Files.writeString(roster.resolve("gone"), home.resolve("nowhere").toString());

        try (var kid = roster(roster, InstantSource.system())) {
            await(() -> names() == 0);
            assertThat(kid.isGone()).isFalse();
        }
    }

    @Test
    void anAttemptTakenOffTheRosterIsLeftAlone() throws IOException {
        var attempt = attempt(1);
        var ward = expect(attempt);
        enlist(attempt);

        try (var kid = roster(roster, InstantSource.system())) {
            await(() -> ward.events.size() == 1);
            Files.delete(roster.resolve(attempt.key.folderName()));
            await(() -> mum.faults.contains("left"));
            assertThat(kid.isGone()).isFalse();
        }
    }

    @Test
    void theKidLeavesWhenThereHasBeenNothingToDo() throws IOException {
        var now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));

        try (var kid = roster(roster, now::get)) {
            await(() -> Files.exists(roster.resolve(".pid")));
            now.updateAndGet(time -> time.plus(Duration.ofSeconds(11)));
            kid.awaitGone();
        }

        assertThat(roster.resolve(".pid")).doesNotExist();
    }

    @Test
    void aSecondKidLeavesTheRosterToTheFirst() throws IOException {
        try (var other = new RunningProcess()) {
            Files.writeString(roster.resolve(".pid"), other.identity.pid() + " " + other.identity.startMillis());

            try (var kid = roster(roster, InstantSource.system())) {
                kid.awaitGone();
                assertThat(kid.fault()).isEmpty();
            }

            assertThat(Files.readString(roster.resolve(".pid"))).startsWith(other.identity.pid() + " ");
        }
    }

    @Test
    void theClaimOfADeadKidIsTakenOver() throws IOException {
        Files.writeString(roster.resolve(".pid"), "1 1");

        try (var kid = roster(roster, InstantSource.system())) {
            await(() -> holder().startsWith(ProcessIdentity.current().pid() + " "));
            assertThat(kid.isGone()).isFalse();
        }
    }

    private void enlist(AttemptFixture attempt) throws IOException {
        Files.writeString(
                roster.resolve(attempt.key.folderName()), attempt.folder.root().toAbsolutePath() + "\n");
    }

    private String holder() {
        try {
            return Files.readString(roster.resolve(".pid"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private int names() {
        return roster.toFile().list((folder, name) -> !name.startsWith(".")).length;
    }

    private static final class RunningProcess implements AutoCloseable {
        private final Process process;
        private final ProcessIdentity identity;

        RunningProcess() throws IOException {
            process = new ProcessBuilder("sleep", "60").start();
            identity = ProcessIdentity.of(process.pid()).orElseThrow();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
