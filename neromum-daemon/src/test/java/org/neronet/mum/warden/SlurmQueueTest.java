package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Trial;

/** The queue's judgement, with scripted answers of Slurm's programs. */
class SlurmQueueTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path temp;

    private final Map<String, CommandResult> answers = new HashMap<>();
    private final List<List<String>> calls = new ArrayList<>();
    private final List<Duration> limits = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(10_000);

    private final CommandRunner runner = (argv, limit) -> {
        calls.add(argv);
        limits.add(limit);
        var name = argv.stream().filter(word -> answers.containsKey(word)).findFirst();
        return answers.get(name.orElseThrow(() -> new IOException("no such program: " + argv)));
    };

    @Test
    void aControllerThatIsAwaySaysNothingAboutJobs() throws Exception {
        for (var answer : List.of(said(1, ""), new CommandResult(-1, "7|1|RUN", "", true))) {
            answers.put("squeue", answer);
            assertThat(queue().list(List.of(job(1, "7_1")))).isEmpty();
        }
        answers.clear();
        assertThat(queue().list(List.of(job(1, "7_1")))).isEmpty();
    }

    @Test
    void oneQuestionIsForAllJobs() throws Exception {
        answers.put("squeue", said(0, row(7, 1, "RUNNING") + row(7, 2, "PENDING")));
        answers.put("sacct", said(0, ""));

        var listing = queue().list(List.of(job(1, "7_1"), job(2, "7_2"), job(3, "7_3"), job(4, null)))
                .orElseThrow();

        assertThat(listing.jobs()).containsOnlyKeys(TOKEN + ".1", TOKEN + ".2");
        assertThat(calls)
                .containsExactly(
                        List.of(
                                "env",
                                "SLURM_TIME_FORMAT=%s",
                                "squeue",
                                "--local",
                                "-h",
                                "-r",
                                "-t",
                                "all",
                                "-u",
                                "me",
                                "-o",
                                "%F|%K|%T|%N|%k|%S|%r"),
                        List.of(
                                "env",
                                "SLURM_TIME_FORMAT=%s",
                                "sacct",
                                "-n",
                                "-P",
                                "-X",
                                "-j",
                                "7",
                                "-o",
                                "JobID,State,ExitCode,NodeList,Submit,Comment"));
    }

    @Test
    void whatWaitsIsToldWhyAndUntilWhen() throws Exception {
        var prefix = "|PENDING||neronet:" + TOKEN + "|";
        answers.put(
                "squeue",
                said(
                        0,
                        "7|1" + prefix + "1764069450|Priority\n7|2" + prefix + "N/A|QOSMaxJobsPerUserLimit\n7|3"
                                + prefix + "N/A|None\n7|4|RUNNING|n1|neronet:" + TOKEN + "|1764069000|None\n"));

        var listing = queue().list(List.of(job(1, "7_1"))).orElseThrow();

        assertThat(listing.of(job(1, null)).orElseThrow().waits())
                .contains(new JobReport.Wait(
                        "Priority: jobs of higher priority are first", Optional.of(Instant.ofEpochSecond(1764069450))));
        assertThat(listing.of(job(2, null)).orElseThrow().waits().orElseThrow().reason())
                .isEqualTo("QOSMaxJobsPerUserLimit: a limit of your account or group is reached");
        assertThat(listing.of(job(3, null)).orElseThrow().waits()).contains(new JobReport.Wait("", Optional.empty()));
        assertThat(listing.of(job(4, null)).orElseThrow().waits()).isEmpty();
        assertThat(SlurmReason.text("ReqNodeNotAvail, UnavailableNodes:n3")).endsWith("perhaps reserved");
        assertThat(SlurmReason.text("Unheard")).isEqualTo("Unheard");
    }

    @Test
    void sacctTellsTheExitCodeAndWhatSqueueForgot() throws Exception {
        answers.put("squeue", said(0, row(7, 1, "FAILED")));
        answers.put(
                "sacct",
                said(0, "7_1|FAILED|3:0|node1|10000|\n7_2|TIMEOUT|0:0|node1|10000|\n7_3|RUNNING|0:0|n|10000|\n"));

        var listing = queue().list(List.of(job(1, null), job(2, "7_2"), job(3, "7_3")))
                .orElseThrow();

        assertThat(listing.of(job(1, null)).orElseThrow().exitCode()).contains(3);
        assertThat(listing.of(job(2, null)).orElseThrow().end()).contains(AttemptState.TIMED_OUT);
        assertThat(listing.of(job(3, null))).isEmpty();
    }

    @Test
    void whoCancelledAJobOnItsNodeIsAsked() throws Exception {
        answers.put("squeue", said(0, row(7, 1, "CANCELLED") + row(7, 2, "CANCELLED") + row(7, 3, "CANCELLED")));
        answers.put(
                "sacct",
                said(
                        0,
                        "7_1|CANCELLED|0:0|node1|10000|\n7_2|CANCELLED by 0|0:0|node1|10000|\n"
                                + "7_3|CANCELLED by 1000|0:0|node1|10000|\n"));

        var listing = queue().list(List.of(job(1, "7_1"), job(2, "7_2"), job(3, "7_3")))
                .orElseThrow();

        assertThat(listing.of(job(1, null)).orElseThrow().isCancelledByScheduler())
                .isTrue();
        assertThat(listing.of(job(2, null)).orElseThrow().isCancelledByScheduler())
                .isTrue();
        assertThat(listing.of(job(3, null)).orElseThrow().isCancelledByScheduler())
                .isFalse();
    }

    @Test
    void aJobSubmittedBeforeTheIntentIsAnotherOne() throws Exception {
        answers.put("squeue", said(0, ""));
        answers.put("sacct", said(0, "7_1|COMPLETED|0:0|node1|10000|\n"));
        var folder = Files.createDirectories(temp.resolve("work/batch/" + TOKEN));
        Files.writeString(folder.resolve("map"), "x\n");

        assertThat(queue().list(List.of(job(1, "7_1"))).orElseThrow().jobs()).isEmpty();
    }

    @Test
    void withoutSacctItIsAskedAgainAfterTenMinutes() throws Exception {
        answers.put("squeue", said(0, row(7, 1, "FAILED")));
        answers.put("sacct", said(1, ""));
        var queue = queue();

        assertThat(queue.list(List.of(job(1, "7_1"))).orElseThrow().jobs()).hasSize(1);
        queue.list(List.of(job(1, "7_1")));
        assertThat(calls).hasSize(3);
        now = now.plus(Duration.ofMinutes(10));
        answers.remove("sacct");
        queue.list(List.of(job(1, "7_1")));
        queue.list(List.of(job(1, "7_1")));
        assertThat(calls).hasSize(6);
    }

    @Test
    void aJobThatSacctCouldNotSpeakOfIsNotForgotten() throws Exception {
        answers.put("squeue", said(0, ""));
        var queue = queue();

        assertThat(remembersCancelled(queue)).as("sacct cannot be run").isFalse();
        now = now.plus(Duration.ofMinutes(10));
        answers.put("sacct", new CommandResult(1, "", "sacct: error: Problem talking to the database", false));
        assertThat(remembersCancelled(queue)).isFalse();
        assertThat(remembersCancelled(queue)).as("in the pause").isFalse();
        now = now.plus(Duration.ofMinutes(10));
        answers.put("sacct", new CommandResult(-1, "", "", true));
        assertThat(remembersCancelled(queue)).as("sacct hangs").isFalse();
        now = now.plus(Duration.ofMinutes(10));
        answers.put("sacct", said(0, "7_[1-3%2]|PENDING|0:0|None assigned|" + now.getEpochSecond() + "|"));
        assertThat(remembersCancelled(queue)).isTrue();
    }

    private static boolean remembersCancelled(SlurmQueue queue) throws InterruptedException {
        queue.list(List.of(job(1, "7_1"))).orElseThrow();
        return queue.recall(job(1, "7_1"), Instant.MIN) == Recall.FORGOTTEN;
    }

    @Test
    void whatIsMostAliveSpeaksForABatchThatWasTakenTwice() throws Exception {
        answers.put("squeue", said(0, row(7, 1, "COMPLETED") + row(8, 1, "RUNNING") + row(9, 1, "PENDING")));

        var report = queue().list(List.of(job(1, null)))
                .orElseThrow()
                .of(job(1, null))
                .orElseThrow();

        assertThat(report.jobId()).contains("8_1");
    }

    @Test
    void cancelIsOneCallAndLooksUpUnknownIds() throws Exception {
        answers.put("squeue", said(0, row(9, 5, "RUNNING")));
        answers.put("scancel", said(0, ""));

        assertThat(queue().cancel(List.of(job(1, "7_1"), job(2, "7_2"), job(5, null))))
                .isEmpty();

        assertThat(calls.get(1)).containsExactly("scancel", "7_[1-2]", "9_[5]");
        answers.put("scancel", new CommandResult(1, "", "scancel: error: Invalid job id specified", false));
        assertThat(queue().cancel(List.of(job(1, "7_1")))).isEmpty();
        answers.put("scancel", new CommandResult(1, "", "Unable to contact slurm controller", false));
        assertThat(queue().cancel(List.of(job(1, "7_1")))).contains("scancel: Unable to contact slurm controller");
        answers.clear();
        assertThat(queue().cancel(List.of(job(1, "7_1")))).isPresent();
        assertThat(queue().cancel(List.of(job(1, null))))
                .hasValueSatisfying(text -> assertThat(text).contains("squeue"));
    }

    @Test
    void holdAndReleaseAreOneCallEach() throws Exception {
        answers.put("scontrol", said(0, ""));

        assertThat(queue().hold(List.of(job(1, "7_1"), job(2, "7_2"), job(4, "7_4"), job(5, null))))
                .isEmpty();
        assertThat(queue().release(List.of(job(1, "7_1")))).isEmpty();

        assertThat(calls)
                .containsExactly(List.of("scontrol", "hold", "7_[1-2,4]"), List.of("scontrol", "release", "7_[1]"));
        assertThat(queue().hold(List.of(job(1, null)))).isEmpty();
    }

    @Test
    void aHoldThatComesTooLateIsNoFault() throws Exception {
        answers.put("scontrol", new CommandResult(1, "", "7_1: Invalid job id specified\n", false));
        assertThat(queue().hold(List.of(job(1, "7_1")))).isEmpty();
        answers.put("scontrol", new CommandResult(1, "", "Unable to contact slurm controller", false));
        assertThat(queue().hold(List.of(job(1, "7_1")))).contains("scontrol hold: Unable to contact slurm controller");
        answers.put("scontrol", new CommandResult(-1, "", "", true));
        assertThat(queue().release(List.of(job(1, "7_1")))).contains("scontrol release: timed out");
        answers.clear();
        assertThat(queue().release(List.of(job(1, "7_1"))).orElseThrow()).startsWith("scontrol: ");
    }

    @Test
    void roomIsAskedOnceAndNoneWhileTheControllerIsAway() {
        answers.put("scontrol", said(1, ""));
        var queue = queue();
        assertThat(queue.room()).isZero();
        answers.remove("scontrol");
        assertThat(queue.room()).isZero();

        answers.put("scontrol", said(0, "MaxArraySize            = 10001\n"));
        assertThat(queue.room()).isEqualTo(10_000);
        assertThat(queue.room()).isEqualTo(10_000);

        assertThat(calls).hasSize(3);
    }

    @Test
    void badWordsAreRefusedAndAMissingProgramIsADoubt() throws Exception {
        var plan = Plans.of(1, "true");
        var batch = new Batch(TOKEN, temp, List.of(plan.key()), plan);
        var queue = queue();

        assertThat(queue.launch(batch)).isInstanceOf(Launch.Unknown.class);
        queue.settings(new ClusterSettings(
                "slurm", Optional.empty(), Optional.empty(), List.of("--wrap=id"), List.of(), Optional.of("10.1.2.3")));
        assertThat(queue.launch(batch)).isInstanceOf(Launch.Refused.class);
        assertThat(queue.kidAddresses()).containsExactly("10.1.2.3");
    }

    @Test
    void aFullQueueHasNoRoomForAWhileAndThenForOne() throws Exception {
        answers.put("scontrol", said(0, "MaxArraySize            = 10001\n"));
        answers.put("sbatch", new CommandResult(1, "", "sbatch: error: AssocMaxSubmitJobLimit", false));
        var plan = Plans.of(1, "true");
        var queue = queue();

        assertThat(queue.launch(new Batch(TOKEN, temp, List.of(plan.key()), plan)))
                .isEqualTo(new Launch.Full("AssocMaxSubmitJobLimit"));

        assertThat(queue.room()).isZero();
        now = now.plus(SubmitRoom.PAUSE);
        assertThat(queue.room()).isEqualTo(1);
    }

    @Test
    void theAddressIsTheOneTowardsANode() throws Exception {
        answers.put("sinfo", said(0, "no-such-node.invalid\n127.0.0.1\n"));
        assertThat(queue().kidAddresses()).containsExactly("127.0.0.1");
        answers.put("sinfo", said(1, ""));
        assertThat(queue().kidAddresses()).isEmpty();
        answers.clear();
        assertThat(queue().kidAddresses()).isEmpty();
    }

    @Test
    void theQueueIsNamedAfterTheClusterAlsoWhileTheControllerIsAway() throws Exception {
        answers.put("sbatch", said(0, "slurm 22.05.8"));
        answers.put("scontrol", said(0, "ClusterName             = our cluster\n"));
        assertThat(new SlurmWarden().queueName(tools())).isEqualTo("slurm-our");

        answers.put("scontrol", said(1, ""));
        Files.writeString(temp.resolve("slurm.conf"), "# ClusterName=no\nclustername=tri/ton # hm\n");
        assertThat(new SlurmWarden().queueName(tools())).isEqualTo("slurm-tri-ton");

        Files.delete(temp.resolve("slurm.conf"));
        assertThatThrownBy(() -> new SlurmWarden().queueName(tools()))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEDULER));
    }

    @Test
    void aControllerThatHangsKeepsNobodyWaitingForTheNameOfTheQueue() throws Exception {
        answers.put("sbatch", said(0, "slurm 22.05.8"));
        answers.put("scontrol", new CommandResult(-1, "", "", true));
        Files.writeString(temp.resolve("slurm.conf"), "ClusterName=triton\n");

        assertThat(new SlurmWarden().queueName(tools())).isEqualTo("slurm-triton");

        Files.delete(temp.resolve("slurm.conf"));
        assertThatThrownBy(() -> new SlurmWarden().queueName(tools()))
                .hasMessageContaining("does not say the name of its cluster");
        assertThat(limits).allSatisfy(limit -> assertThat(limit).isLessThanOrEqualTo(Duration.ofSeconds(15)));
    }

    @Test
    void withoutSlurmTheHintNamesTheOtherWay() {
        assertThatThrownBy(() -> new SlurmWarden().queueName(tools()))
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e).hasMessageStartingWith("sbatch was not found on ");
                    assertThat(e.hint()).contains("load it in the login profile, or use type: direct");
                });
    }

    @Test
    void aTrialIsTheRealCallWithoutItsScript() throws Exception {
        answers.put(
                "sbatch",
                new CommandResult(0, "", "sbatch: Job 11 to start at 2026-11-25T11:11:33 using 2 processors\n", false));

        assertThat(trial())
                .isEqualTo(new Trial(true, true, "Job 11 to start at 2026-11-25T11:11:33 using 2 processors"));
        assertThat(calls.get(0))
                .contains("--array=1-1", "--mem=9G")
                .endsWith("--export=ALL", "--test-only", "--wrap=true");

        answers.put("sbatch", new CommandResult(1, "", "allocation failure: Requested node configuration\n", false));
        assertThat(trial()).isEqualTo(new Trial(true, false, "allocation failure: Requested node configuration"));
        answers.put("sbatch", new CommandResult(1, "", "sbatch: error: Unable to contact slurm controller\n", false));
        assertThat(trial()).isEqualTo(new Trial(false, true, "Unable to contact slurm controller"));
        answers.put("sbatch", new CommandResult(-1, "", "", true));
        assertThat(trial()).isEqualTo(new Trial(false, true, "sbatch did not answer"));
        var wrong = org.neronet.mum.store.Plans.plan(
                org.neronet.mum.store.Plans.key(1), Resources.DEFAULT, List.of("--wait"), List.of());
        assertThat(new SlurmWarden().trial(wrong, tools()).accepted()).isFalse();
    }

    private Trial trial() throws Exception {
        var plan = org.neronet.mum.store.Plans.plan(
                org.neronet.mum.store.Plans.key(1), Resources.DEFAULT, List.of("--mem=9G"), List.of());
        return new SlurmWarden().trial(plan, tools());
    }

    @Test
    void othersAreTriedWithoutACall() throws Exception {
        var large = org.neronet.mum.store.Plans.plan(
                org.neronet.mum.store.Plans.key(1),
                new Resources(2, 4, Optional.empty(), Optional.empty()),
                List.of(),
                List.of());
        var small = org.neronet.mum.store.Plans.plan(
                org.neronet.mum.store.Plans.key(1), Resources.DEFAULT, List.of(), List.of());

        assertThat(new DirectWarden().trial(large, tools()).accepted()).isFalse();
        assertThat(new DirectWarden().trial(small, tools())).isEqualTo(new Trial(true, true, ""));
        assertThat(new GridEngineWarden().trial(large, tools()).text()).contains("parallel environment");
        assertThat(new GridEngineWarden().trial(small, tools())).isEqualTo(Trial.UNKNOWN);
        assertThat(calls).isEmpty();
    }

    private SlurmQueue queue() {
        return new SlurmQueue(tools());
    }

    @Test
    void theLargestNodeLimitsHowManyRunAtATime() throws Exception {
        answers.put("sinfo", said(0, "1\n2+\n"));
        var queue = queue();

        assertThat(queue.packing(packed(), 40)).isEqualTo(new Packing(10, 2));
        answers.put("sinfo", said(0, "64\n"));
        assertThat(queue.packing(packed(), 40)).as("asked once").isEqualTo(new Packing(10, 2));
        assertThat(queue.packing(Plans.with(Resources.DEFAULT), 40)).isEqualTo(Packing.NONE);
    }

    @Test
    void withoutSinfoOneRunsAtATime() throws Exception {
        var queue = queue();
        answers.put("sinfo", said(1, ""));
        assertThat(queue.packing(packed(), 40)).isEqualTo(new Packing(10, 1));
        answers.remove("sinfo");
        assertThat(queue.packing(packed(), 40)).isEqualTo(new Packing(10, 1));
    }

    private static AttemptPlan packed() {
        return Plans.with(Plans.packed(10));
    }

    private WardenTools tools() {
        var login =
                Map.of("LOGNAME", "me", "SLURM_CONF", temp.resolve("slurm.conf").toString());
        return new WardenTools(runner, () -> now, ClusterSettings.ofType("slurm"), login, temp.resolve("lib/abc"));
    }

    private static JobRef job(int line, String id) {
        return new JobRef(TOKEN, line, Optional.ofNullable(id));
    }

    private static String row(int array, int line, String state) {
        return array + "|" + line + "|" + state + "|node1|neronet:" + TOKEN + "|None\n";
    }

    private static CommandResult said(int code, String out) {
        return new CommandResult(code, out, code == 0 ? "" : "error", false);
    }
}
