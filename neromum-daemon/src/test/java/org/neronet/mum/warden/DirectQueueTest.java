package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.process.ProcStat;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.warden.JobReport.Phase;

class DirectQueueTest extends WardenContract {
    private static final String LIVE = "while [ ! -e go ]; do sleep 0.05; done";

    @Override
    boolean numbersJobs() {
        return false;
    }

    @Override
    Warden warden() {
        return new DirectWarden();
    }

    @Override
    WardenTools tools() {
        var login = new HashMap<>(System.getenv());
        login.putAll(Map.of(
                "NERONET_USER_UMASK",
                "0022",
                "NERONET_USER_LC_ALL",
                "fi_FI.UTF-8",
                "LC_ALL",
                "C.UTF-8",
                "HERS",
                "yes"));
        return new WardenTools(new SystemCommandRunner(), InstantSource.system(), settings(), login, lib);
    }

    @Test
    void theProgramHasTheLoginEnvironmentWithoutNeronetsOwn() throws Exception {
        var batch = batch("env; umask");

        queue.launch(batch);

        awaitFile(folder(batch, 1).exit());
        var lines = Files.readAllLines(folder(batch, 1).root().resolve("stdout"));
        assertThat(lines).contains("HERS=yes", "LC_ALL=fi_FI.UTF-8", "0022");
        assertThat(lines).noneMatch(line -> line.startsWith("NERONET_USER"));
    }

    @Test
    void aProgramThatIgnoresTermIsKilledAfterTheGrace() throws Exception {
        var quick = new DirectQueue(tools(), Duration.ofMillis(300));
        var batch = batch("trap : TERM; : >up; while :; do sleep 0.05; done");
        var job = jobs(batch, quick.launch(batch)).get(0);
        awaitFile(folder(batch, 1).work().resolve("up"));
        awaitFile(folder(batch, 1).start());

        quick.cancel(List.of(job));
        quick.cancel(List.of(job));

        var end = awaitPhase(quick, job, Phase.ENDED);
        assertThat(end.exitCode()).contains(137);
        assertThat(end.signal()).contains(9);
        quick.close();
    }

    @Test
    void aChildThatLeftTheSessionIsEndedToo() throws Exception {
        var batch = batch("setsid sleep 600 & echo $! >child; : >up; wait");
        var job = jobs(batch, queue.launch(batch)).get(0);
        awaitFile(folder(batch, 1).work().resolve("up"));
        awaitFile(folder(batch, 1).start());
        long child = Long.parseLong(
                Files.readString(folder(batch, 1).work().resolve("child")).strip());

        queue.cancel(List.of(job));

        Await.until(
                LIMIT,
                () -> "the child still runs: " + ProcStat.of(child),
                () -> ProcStat.of(child).filter(ProcStat::isRunning).isEmpty());
    }

    @Test
    void aProgramWhoseStartCouldNotBeNotedIsKilledWithItsParent() throws Exception {
        var quick = new DirectQueue(tools(), Duration.ofMillis(300));
        var batch = batch("echo $$ >pid; : >up; while :; do sleep 0.05; done");
        // A folder in the way of the note, as good as a full disk.
        Files.createDirectories(folder(batch, 1).start().resolve("full"));
        var job = jobs(batch, quick.launch(batch)).get(0);
        awaitFile(folder(batch, 1).work().resolve("up"));
        Files.delete(folder(batch, 1).start().resolve("full"));
        deleteWhatWasMovedThere(batch);

        quick.cancel(List.of(job));

        long pid = Long.parseLong(
                Files.readString(folder(batch, 1).work().resolve("pid")).strip());
        Await.until(
                LIMIT,
                () -> "still runs",
                () -> ProcStat.of(pid).filter(ProcStat::isRunning).isEmpty());
        quick.close();
    }

    private void deleteWhatWasMovedThere(Batch batch) {
        Await.until(LIMIT, () -> "the folder stays", () -> {
            try (var left = Files.list(folder(batch, 1).start())) {
                for (var file : left.toList()) {
                    Files.delete(file);
                    Files.delete(folder(batch, 1).start());
                    return true;
                }
                return false;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void slotsAreTakenByWhatRunsAlsoAfterARestart() throws Exception {
        assertThat(queue.room()).isEqualTo(4);
        var batch = batch(LIVE, LIVE, LIVE);
        var jobs = jobs(batch, queue.launch(batch));
        assertThat(queue.room()).isEqualTo(1);

        var next = open();

        assertThat(next.room()).isEqualTo(1);
        next.settings(new ClusterSettings(
                "direct", settings().workdir(), Optional.of(2), List.of(), List.of(), Optional.empty()));
        assertThat(next.room()).isZero();
        for (int line = 1; line <= 3; line++) {
            Files.createFile(folder(batch, line).work().resolve("go"));
            awaitPhase(next, jobs.get(line - 1), Phase.ENDED);
        }
        Await.until(LIMIT, () -> "room " + next.room(), () -> next.room() == 2);
        assertThat(new DirectQueue(tools(), Duration.ofSeconds(1)).room()).isEqualTo(4);
    }

    @Test
    void withoutSlotsThereIsOnePerProcessor() throws Exception {
        queue.settings(ClusterSettings.ofType("direct"));

        assertThat(queue.room()).isEqualTo(HostCpus.count());
    }

    @Test
    void aDeadParentWithoutExitFileIsALostJob() throws Exception {
        var batch = batch("echo $$ >pid; : >up; sleep 60");
        var job = jobs(batch, queue.launch(batch)).get(0);
        awaitFile(folder(batch, 1).work().resolve("up"));
        awaitFile(batch.folder().resolve("marks/1.start"));
        var parent = ParentFile.parse(Files.readString(folder(batch, 1).start()))
                .number("parent")
                .orElseThrow();

        ProcessHandle.of(parent).orElseThrow().destroyForcibly();

        assertThat(awaitPhase(queue, job, Phase.ENDED).end()).contains(AttemptState.LOST);
        queue.cancel(List.of(job));
        long program = Long.parseLong(
                Files.readString(folder(batch, 1).work().resolve("pid")).strip());
        Await.until(
                LIMIT,
                () -> "still runs",
                () -> ProcStat.of(program).filter(ProcStat::isRunning).isEmpty());
    }

    @Test
    void anotherBootMeansThatTheNodeFailed() throws Exception {
        var started = batch("true");
        Files.writeString(folder(started, 1).start(), "host=h\nprogram=1\nparent=1\nparent_ticks=1\nboot=earlier\n");
        var spawned = batch("true");
        Files.createDirectory(Spawned.folder(spawned.folder()));
        new Spawned(ProcessIdentity.current(), "earlier").write(spawned.folder(), 1);

        for (var batch : List.of(started, spawned)) {
            var report = awaitPhase(queue, batch.jobs().get(0), Phase.ENDED);
            assertThat(report.end()).contains(AttemptState.NODE_FAILED);
        }
        assertThat(open().room()).isEqualTo(4);
    }

    @Test
    void aParentThatEndedBeforeItsClaimSaysWhy() throws Exception {
        var batch = batch("true");
        Files.delete(folder(batch, 1).argv());
        Files.writeString(batch.folder().resolve("map"), folder(batch, 1).root() + "/../gone\n");

        var job = jobs(batch, queue.launch(batch)).get(0);

        var report = awaitPhase(queue, job, Phase.ENDED);
        assertThat(report.end()).contains(AttemptState.LOST);
        Await.until(LIMIT, () -> "no words", () -> queue(job).contains("no attempt folder"));
    }

    private String queue(JobRef job) {
        try {
            return queue.list(List.of(job)).orElseThrow().of(job).orElseThrow().words();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBatchWhoseFolderIsGoneIsRefused() throws Exception {
        var plan = Plans.of(5, "true");
        var batch = new Batch("00000000000000aa", temp.resolve("nowhere"), List.of(plan.key()), plan);
        Files.writeString(temp.resolve("nowhere"), "");

        assertThat(queue.launch(batch)).isInstanceOf(Launch.Refused.class);
    }

    @Test
    void processorsAreCountedAsTheKernelAllowsThem() {
        assertThat(HostCpus.count("Name:\tx\nCpus_allowed_list:\t0-3,8,10-11\n"))
                .isEqualTo(7);
        assertThat(HostCpus.count("Name:\tx\n")).isEqualTo(1);
    }

    @Test
    void notesThatMakeNoSenseArePassedOver() {
        assertThat(Spawned.parse("")).isEmpty();
        assertThat(Spawned.parse("1 2")).isEmpty();
        assertThat(Spawned.parse("x 2 boot")).isEmpty();
    }
}
