package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Started;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

class RosterKeeperTest {
    private static final AttemptKey KEY = Plans.key(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final SettableTime time = new SettableTime();
    private final List<Path> starts = new ArrayList<>();

    @TempDir
    Path workdir;

    private Path roster;
    private RosterKeeper keeper;

    @BeforeEach
    void run() throws IOException {
        roster = workdir.resolve("roster");
        keeper = new RosterKeeper(roster, starts::add, time);
        running(1);
    }

    @Test
    void whatEndsSoonCostsNoKid() throws Exception {
        keep();
        time.passMillis(299);
        keep();

        assertThat(starts).isEmpty();
        assertThat(roster).isEmptyDirectory();
    }

    @Test
    void whatLivesLongerIsListedAndAKidStarted() throws Exception {
        time.passMillis(300);
        keep();

        assertThat(starts).containsExactly(roster);
        assertThat(roster.resolve(KEY.folderName())).hasContent(ledger.get(KEY).folderPath());
    }

    @Test
    void oneKidServesAll() throws Exception {
        running(2);
        time.passSeconds(1);
        keep();
        aliveKid();
        running(3);
        time.passSeconds(60);
        keep();

        assertThat(starts).hasSize(1);
        assertThat(roster.resolve(Plans.key(3).folderName())).exists();
    }

    @Test
    void aDeadKidIsStartedAgainWithinTwoSeconds() throws Exception {
        time.passSeconds(1);
        keep();
        deadKid();
        time.passSeconds(2);
        keep();

        assertThat(starts).hasSize(2);
    }

    @Test
    void aKidIsGivenAMomentToSayThatItLives() throws Exception {
        time.passSeconds(1);
        keep();
        time.passMillis(1_900);
        keep();

        assertThat(starts).hasSize(1);
    }

    @Test
    void aKidThatDiesOftenIsStartedLessOften() throws Exception {
        time.passSeconds(1);
        var at = new ArrayList<Integer>();
        for (int second = 0; second < 50; second++) {
            int before = starts.size();
            keep();
            if (starts.size() > before) {
                at.add(second);
            }
            time.passSeconds(1);
        }

        assertThat(at).containsExactly(0, 2, 4, 8, 16, 32);
    }

    @Test
    void afterAQuietMinuteAKidIsStartedAtOnce() throws Exception {
        time.passSeconds(1);
        for (int i = 0; i < 20; i++) {
            keep();
            time.passSeconds(1);
        }
        int before = starts.size();
        time.passSeconds(61);
        keep();

        assertThat(starts).hasSize(before + 1);
    }

    @Test
    void aPidFileOfNonsenseIsNoKid() throws Exception {
        time.passSeconds(1);
        Files.createDirectories(roster);
        Files.writeString(roster.resolve(".pid"), "nonsense here");
        keep();

        assertThat(starts).hasSize(1);
    }

    @Test
    void whatHasEndedIsStruckOffAndHiddenFilesStay() throws Exception {
        time.passSeconds(1);
        keep();
        aliveKid();

        keeper.keep(List.of());

        try (var files = Files.list(roster)) {
            assertThat(files).containsExactly(roster.resolve(".pid"));
        }
    }

    @Test
    void whatIsSettledIsNotListedAnew() throws Exception {
        Files.createDirectories(ledger.get(KEY).folder().root());
        Files.createFile(ledger.get(KEY).folder().settled());
        time.passSeconds(1);
        keep();

        assertThat(roster.resolve(KEY.folderName())).doesNotExist();
    }

    @Test
    void theKidProcessGetsTheRosterAndIsNotDoubledWhileItLives() throws Exception {
        var lib = Files.createDirectory(workdir.resolve("lib"));
        var fake = workdir.resolve("java");
        Files.writeString(fake, "#!/bin/sh\necho \"$@\"; echo \"$LC_ALL [$JAVA_TOOL_OPTIONS]\"; exec sleep 60\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(roster);
        var process = new KidProcess(fake, lib, List.of("-Dtest=1"));

        process.start(roster);
        process.start(roster);

        var log = roster.resolve(".log");
        org.neronet.common.testing.Await.until(
                java.time.Duration.ofSeconds(10),
                () -> log.toString(),
                () -> lines(log).size() == 2);
        assertThat(lines(log).get(0))
                .startsWith("-Xlog:disable")
                .endsWith("-Dtest=1 -jar " + lib.resolve("nerokid.jar") + " roster " + roster);
        assertThat(lines(log).get(1)).isEqualTo("C.UTF-8 []");
        var children = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .toList();
        children.forEach(ProcessHandle::destroyForcibly);
        assertThat(children).hasSize(1);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private void keep() throws IOException {
        keeper.keep(ledger.live());
    }

    private Attempt running(long id) {
        var attempt = ledger.submit(Plans.plan(id), workdir);
        ledger.happened(new Started(attempt.key(), time.instant(), "n1", Optional.empty()));
        return ledger.get(attempt.key());
    }

    private void aliveKid() throws IOException {
        var me = ProcessIdentity.current();
        Files.writeString(roster.resolve(".pid"), me.pid() + " " + me.startMillis() + "\n");
    }

    private void deadKid() throws IOException {
        var me = ProcessIdentity.current();
        Files.writeString(roster.resolve(".pid"), me.pid() + " " + (me.startMillis() - 5_000) + "\n");
    }
}
