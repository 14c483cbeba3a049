package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.process.ProcStat;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.store.Workdir;
import org.neronet.mum.warden.JobReport.Phase;

/** What mum relies on with every kind of scheduler; a new warden's test inherits all of it. */
abstract class WardenContract {
    static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    Queue queue;
    Path lib;
    private final List<Queue> opened = new ArrayList<>();
    private int tokens;

    abstract Warden warden();

    abstract WardenTools tools() throws IOException;

    /** Settings with which jobs are taken and started at once. */
    ClusterSettings settings() {
        return new ClusterSettings(
                warden().type(),
                Optional.of(workdir().root().toString()),
                Optional.of(4),
                List.of(),
                List.of(),
                Optional.empty());
    }

    Workdir workdir() {
        return new Workdir(temp.resolve("work dir"));
    }

    @BeforeEach
    void openQueue() throws Exception {
        lib = ParentRig.lib(temp);
        workdir().ensure();
        queue = open();
    }

    @AfterEach
    void closeQueues() throws Exception {
        for (var each : opened) {
            each.close();
        }
        Await.until(
                LIMIT, () -> "still there: " + processes(), () -> processes().isEmpty());
    }

    /** What still runs from this test's folder, which cannot be deleted before. */
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(temp.toString()))
                .toList();
    }

    Queue open() throws Exception {
        var fresh = warden().open(tools());
        opened.add(fresh);
        return fresh;
    }

    Batch batch(String... scripts) throws IOException {
        var plans = new ArrayList<AttemptPlan>();
        for (int n = 0; n < scripts.length; n++) {
            plans.add(Plans.of(100L * tokens + n + 1, "sh", "-c", scripts[n]));
        }
        return batch(plans);
    }

    Batch batch(List<AttemptPlan> plans) throws IOException {
        var token = "%016x".formatted(System.nanoTime() + tokens++);
        var folders = plans.stream().map(plan -> workdir().attempt(plan.key())).toList();
        var layout = new AttemptLayout(sha -> temp, temp.resolve("endpoint"), new LayoutSettings(List.of(), "0022"));
        for (var plan : plans) {
            layout.lay(plan, workdir().attempt(plan.key()), new byte[32]);
        }
        var keys = plans.stream().map(AttemptPlan::key).toList();
        var batch = new Batch(token, workdir().batch(token), keys, plans.get(0));
        new BatchLayout(lib, Optional.empty(), queue.parentStartsKid()).write(batch, folders);
        return batch;
    }

    /** The jobs as mum knows them after that launch. */
    static List<JobRef> jobs(Batch batch, Launch launch) {
        if (launch instanceof Launch.Each each) {
            return batch.jobs().stream()
                    .map(job -> new JobRef(
                            job.token(), job.line(), Optional.of(each.jobIds().get(job.line() - 1))))
                    .toList();
        }
        assertThat(launch).isInstanceOf(Launch.Accepted.class);
        var id = ((Launch.Accepted) launch).jobId();
        return batch.jobs().stream()
                .map(job -> new JobRef(job.token(), job.line(), id.map(i -> i + "_" + job.line())))
                .toList();
    }

    AttemptFolder folder(Batch batch, int line) {
        return new AttemptFolder(workdir().attempt(batch.attempts().get(line - 1)));
    }

    void awaitFile(Path file) {
        Await.until(LIMIT, () -> "no " + file, () -> Files.exists(file));
    }

    JobReport awaitPhase(Queue asked, JobRef job, Phase phase) throws InterruptedException {
        var last = new ArrayList<Optional<JobReport>>();
        Await.until(LIMIT, () -> phase + " never came: " + last.get(last.size() - 1), () -> {
            last.add(report(asked, job));
            return last.get(last.size() - 1)
                    .filter(report -> report.phase() == phase)
                    .isPresent();
        });
        return last.get(last.size() - 1).orElseThrow();
    }

    private static Optional<JobReport> report(Queue asked, JobRef job) {
        try {
            return asked.list(List.of(job)).flatMap(listing -> listing.of(job));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesItsQueueWithLettersDigitsDotsAndDashes() throws Exception {
        assertThat(warden().queueName(tools())).matches(warden().type() + "-[A-Za-z0-9.-]+");
    }

    @Test
    void runsEveryJobOfABatchOnce() throws Exception {
        var batch = batch("echo 1 >>ran", "echo 2 >>ran; exit 3", "pwd");

        var jobs = jobs(batch, queue.launch(batch));

        for (int line = 1; line <= 3; line++) {
            awaitFile(folder(batch, line).exit());
        }
        assertThat(Files.readString(folder(batch, 1).work().resolve("ran"))).isEqualTo("1\n");
        assertThat(Files.readString(folder(batch, 2).work().resolve("ran"))).isEqualTo("2\n");
        var finished = awaitPhase(queue, jobs.get(0), Phase.ENDED);
        assertThat(finished.end()).contains(AttemptState.FINISHED);
        assertThat(awaitPhase(queue, jobs.get(1), Phase.ENDED).end()).contains(AttemptState.FAILED);
        Await.until(
                LIMIT,
                () -> "no exit code: " + report(queue, jobs.get(1)),
                () -> report(queue, jobs.get(1)).flatMap(JobReport::exitCode).equals(Optional.of(3)));
    }

    @Test
    void aRunningJobIsRunningAlsoForTheNextMum() throws Exception {
        var batch = batch("while [ ! -e go ]; do sleep 0.05; done");
        var job = jobs(batch, queue.launch(batch)).get(0);
        awaitFile(folder(batch, 1).start());
        assertThat(awaitPhase(queue, job, Phase.RUNNING).node()).isPresent();
        queue.close();

        var next = open();

        awaitPhase(next, job, Phase.RUNNING);
        Files.createFile(folder(batch, 1).work().resolve("go"));
        assertThat(awaitPhase(next, job, Phase.ENDED).end()).contains(AttemptState.FINISHED);
    }

    @Test
    void aJobIsFoundByItsTokenAloneToo() throws Exception {
        var batch = batch("while [ ! -e go ]; do sleep 0.05; done");
        var launched = jobs(batch, queue.launch(batch)).get(0);
        var job = new JobRef(batch.token(), 1, Optional.empty());

        var report = awaitPhase(queue, job, Phase.RUNNING);

        assertThat(report.jobId()).isPresent();
        launched.jobId().ifPresent(id -> assertThat(report.jobId()).contains(id));
        queue.cancel(List.of(job));
        awaitPhase(queue, job, Phase.ENDED);
    }

    @Test
    void nothingIsSaidOfAJobThatWasNeverSent() throws Exception {
        var job = new JobRef("ffffffffffffffff", 1, Optional.empty());

        assertThat(queue.list(List.of(job)).orElseThrow().of(job)).isEmpty();
        assertThat(queue.cancel(List.of(job))).isEmpty();
    }

    @Test
    void cancelEndsTheProgramAndWhatItStarted() throws Exception {
        var batch = batch("sleep 600 & echo $! >child; echo $$ >pid; : >up; wait", "exec sleep 600");
        var jobs = jobs(batch, queue.launch(batch));
        awaitFile(folder(batch, 1).work().resolve("up"));
        awaitFile(folder(batch, 1).start());
        awaitFile(folder(batch, 2).start());

        assertThat(queue.cancel(jobs)).isEmpty();

        for (var name : List.of("child", "pid")) {
            long pid = Long.parseLong(
                    Files.readString(folder(batch, 1).work().resolve(name)).strip());
            Await.until(LIMIT, () -> name + " still runs: " + ProcStat.of(pid), () -> !runs(pid));
        }
        awaitPhase(queue, jobs.get(0), Phase.ENDED);
        awaitPhase(queue, jobs.get(1), Phase.ENDED);
        assertThat(queue.cancel(jobs)).isEmpty();
    }

    private static boolean runs(long pid) {
        return ProcStat.of(pid).filter(ProcStat::isRunning).isPresent();
    }

    @Test
    void theProgramGetsTheSignalsOfALoginSession() throws Exception {
        var batch = batch("exec grep '^Sig[BC]' /proc/self/status", "exec grep '^SigIgn' /proc/self/status");

        queue.launch(batch);

        awaitFile(folder(batch, 1).exit());
        awaitFile(folder(batch, 2).exit());
        assertThat(folder(batch, 1).root().resolve("stdout"))
                .content()
                .contains("SigBlk:\t0000000000000000")
                .containsPattern("SigCgt:\\t0{13}[04]00");
        // Java's way to start processes leaves 32 and 33 ignored, which are the C library's own.
        assertThat(folder(batch, 2).root().resolve("stdout")).content().containsPattern("SigIgn:\\t0{7}[01][08]0{7}");
    }

    @Test
    void anAttemptSentTwiceStartsOnce() throws Exception {
        var plan = Plans.of(77, "sh", "-c", "echo started >>ran; while [ ! -e go ]; do sleep 0.05; done");
        var first = batch(List.of(plan));
        var job = jobs(first, queue.launch(first)).get(0);
        awaitFile(folder(first, 1).start());

        var second = batch(List.of(plan));
        var again = jobs(second, queue.launch(second)).get(0);

        awaitPhase(queue, job, Phase.RUNNING);
        Files.createFile(folder(first, 1).work().resolve("go"));
        awaitPhase(queue, job, Phase.ENDED);
        awaitPhase(queue, again, Phase.ENDED);
        assertThat(folder(first, 1).work().resolve("ran")).content().isEqualTo("started\n");
    }

    @Test
    void aJobWhoseClaimMumTookStartsNothing() throws Exception {
        var batch = batch("echo started >>ran");
        Files.writeString(folder(batch, 1).claim(), "mum\n");

        var job = jobs(batch, queue.launch(batch)).get(0);

        Await.until(
                LIMIT,
                () -> "still there",
                () -> !report(queue, job)
                        .filter(report -> report.phase() != Phase.ENDED)
                        .isPresent());
        assertThat(folder(batch, 1).start()).doesNotExist();
        assertThat(folder(batch, 1).work().resolve("ran")).doesNotExist();
    }

    @Test
    void hasRoomPaceAndAddresses() throws Exception {
        assertThat(queue.room()).isPositive();
        assertThat(queue.pace()).isPositive();
        assertThat(queue.kidAddresses()).isNotEmpty().allSatisfy(address -> {
            assertThat(address).matches("[0-9a-f.:]+");
            assertThat(InetAddress.getByName(address).isAnyLocalAddress()).isFalse();
        });
    }
}
