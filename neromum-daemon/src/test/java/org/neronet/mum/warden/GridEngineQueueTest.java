package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;
import org.neronet.mum.warden.JobReport.Phase;

/** Against answers as Grid Engine 8.1.9 gives them. */
class GridEngineQueueTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final CommandResult GONE = new CommandResult(1, "", "error: job name x not found", false);

    @TempDir
    Path temp;

    private final List<String> asked = new ArrayList<>();
    private final Map<String, CommandResult> answers = new HashMap<>();
    private Queue queue;

    @BeforeEach
    void open() {
        queue = new GridEngineWarden().open(tools());
    }

    private WardenTools tools() {
        CommandRunner runner = (argv, limit) -> {
            var words = String.join(" ", argv).replaceFirst("^env -i .*? ?qsub ", "qsub ");
            asked.add(words);
            return answers.entrySet().stream()
                    .filter(answer -> words.startsWith(answer.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no program for " + words));
        };
        var login = Map.of("SGE_ROOT", temp.toString(), "SGE_CELL", "c", "LOGNAME", "ada");
        return new WardenTools(runner, InstantSource.system(), ClusterSettings.ofType("gridengine"), login, temp);
    }

    private void answer(String command, int code, String out, String err) {
        answers.put(command, new CommandResult(code, out, err, false));
    }

    private static JobRef job(int line) {
        return new JobRef(TOKEN, line, Optional.of("12_" + line));
    }

    private Batch batch(Resources resources) {
        var plan = Plans.with(resources);
        return new Batch(TOKEN, temp, List.of(plan.key()), plan);
    }

    @Test
    void withoutAParallelEnvironmentPackedExperimentsRunOneAfterTheOther() throws Exception {
        assertThat(queue.packing(Plans.with(Plans.packed(10)), 40)).isEqualTo(new Packing(10, 1));
        queue.settings(new ClusterSettings(
                "gridengine",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                new GridEngineSettings(List.of(), Optional.of("smp"), Optional.empty(), Optional.empty()),
                ClusterLimits.NONE));
        assertThat(queue.packing(Plans.with(Plans.packed(10)), 40)).isEqualTo(new Packing(10, 4));
    }

    @Test
    void holdAndReleaseNameTasksInRanges() throws Exception {
        answer("qhold 12.1-2", 0, "modified hold of job-array task 12.1\n", "");
        answer("qrls 12.1-2", 0, "", "");

        assertThat(queue.hold(List.of(job(1), job(2)))).isEmpty();
        assertThat(queue.release(List.of(job(1), job(2)))).isEmpty();

        assertThat(asked).containsExactly("qhold 12.1-2", "qrls 12.1-2");
        answer("qhold 12.1-2", 3, "denied: job \"12\" does not exist\n", "");
        assertThat(queue.hold(List.of(job(1), job(2)))).isEmpty();
        answer("qrls 12.1-2", 1, "", "error: commlib error\n");
        assertThat(queue.release(List.of(job(1), job(2)))).contains("qrls: error: commlib error");
        assertThat(queue.hold(List.of(job(9))).orElseThrow()).startsWith("qhold: no program");
    }

    @Test
    void itsNameIsThatOfCellAndCluster() throws Exception {
        answer("qstat -xml", 0, GridEngineAnswersTest.xml(), "");

        assertThat(new GridEngineWarden().queueName(tools())).isEqualTo("gridengine-c");
        var file = temp.resolve("c/common/cluster_name");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "p6444\n");
        assertThat(new GridEngineWarden().queueName(tools())).isEqualTo("gridengine-c-p6444");
    }

    @Test
    void whereItIsMissingOrSilentTheUserIsTold() {
        assertThatThrownBy(() -> new GridEngineWarden().queueName(tools()))
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("qstat was not found");
        answer("qstat -xml", 127, "", "");
        assertThatThrownBy(() -> new GridEngineWarden().queueName(tools())).hasMessageContaining("was not found");
        answer("qstat -xml", 1, "", "error: no qmaster");
        assertThatThrownBy(() -> new GridEngineWarden().queueName(tools()))
                .hasMessage("Grid Engine does not answer: error: no qmaster");
    }

    @Test
    void roomIsWhatTheSiteAllowsAndNothingWhileItIsSilent() {
        assertThat(queue.room()).isZero();
        answer("qconf", 1, "", "no");
        assertThat(queue.room()).isZero();
        answer("qconf", 0, "max_u_jobs   0\nmax_aj_tasks                 5000\n", "");
        assertThat(queue.room()).isEqualTo(5000);
        answer("qconf", 0, "max_aj_tasks 1\n", "");
        assertThat(queue.room()).as("asked once").isEqualTo(5000);
    }

    @Test
    void launchesSayWhatBecameOfThem() throws Exception {
        assertThat(queue.launch(batch(Resources.DEFAULT))).isInstanceOf(Launch.Unknown.class);
        answer("qsub", 0, "12.1-1:1\n", "");
        assertThat(queue.launch(batch(Resources.DEFAULT))).isEqualTo(new Launch.Accepted(Optional.of("12")));
        asked.clear();
        assertThat(queue.launch(batch(new Resources(2, 0, Optional.empty(), Optional.empty()))))
                .isInstanceOf(Launch.Refused.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void oneQuestionForAllAndOneMoreForWhatIsHeldOrGone() throws Exception {
        answer(
                "qstat -xml -u ada",
                0,
                GridEngineAnswersTest.xml(
                        GridEngineAnswersTest.job("12", "Eqw", "", "1,2"),
                        GridEngineAnswersTest.job("12", "r", "all.q@n7", "3")),
                "");
        answer(
                "qstat -j 12",
                0,
                "error reason    1:      11/25/2026 09:16:51 [1001:23567]: error: can't chdir to /x: No such file\n",
                "");
        answer("qacct -j neronet-" + TOKEN, 0, GridEngineAnswersTest.record("4", "0", 0, ""), "");

        var listing = queue.list(List.of(job(1), job(2), job(3), job(4))).orElseThrow();
        queue.list(List.of(job(1)));

        assertThat(listing.of(job(1)).orElseThrow().held().orElseThrow()).endsWith("can't chdir to /x: No such file");
        assertThat(listing.of(job(3)).orElseThrow().phase()).isEqualTo(Phase.RUNNING);
        assertThat(listing.of(job(4)).orElseThrow().end()).contains(AttemptState.FINISHED);
        assertThat(asked).filteredOn(words -> words.startsWith("qstat -j")).hasSize(1);
    }

    @Test
    void aHeldJobWithoutAReasonSaysWhereToLook() throws Exception {
        answer("qstat -xml", 0, GridEngineAnswersTest.xml(GridEngineAnswersTest.job("12", "Eqw", "", "1")), "");

        var report = queue.list(List.of(job(1))).orElseThrow().of(job(1)).orElseThrow();

        assertThat(report.words()).endsWith("see 'qstat -j 12'");
    }

    @Test
    void silenceIsNoAnswerAndAccountingIsOptional() throws Exception {
        assertThat(queue.list(List.of(job(1)))).isEmpty();
        answer("qstat -xml", 1, "", "down");
        assertThat(queue.list(List.of(job(1)))).isEmpty();
        answer("qstat -xml", 0, "<job_info>", "");
        assertThat(queue.list(List.of(job(1)))).isEmpty();

        answer("qstat -xml", 0, GridEngineAnswersTest.xml(), "");
        answers.put("qacct", GONE);
        assertThat(queue.list(List.of(job(1))).orElseThrow().jobs()).isEmpty();
        answer("qacct", 1, "", "cannot open accounting");
        assertThat(queue.list(List.of(job(1))).orElseThrow().jobs()).isEmpty();
        asked.clear();
        queue.list(List.of(job(1)));
        assertThat(asked).as("not again for a while").noneMatch(words -> words.startsWith("qacct"));
    }

    @Test
    void cancellingNamesTasksAndTakesGoneForDone() throws Exception {
        answer("qdel 12.1-2", 1, "denied: job \"12\" does not exist\n", "");
        assertThat(queue.cancel(List.of(job(1), job(2)))).isEmpty();
        answer("qdel 12.1-2", 1, "", "error: commlib error\n");
        assertThat(queue.cancel(List.of(job(1), job(2)))).contains("qdel: error: commlib error");
        assertThat(queue.cancel(List.of(job(7))).orElseThrow()).startsWith("qdel: no program");
    }

    @Test
    void aWaitingJobThatWasDeletedIsGoneAndNoOtherAnswerSaysSo() throws Exception {
        answer("qstat -j 12", 1, "", "Following jobs do not exist or permissions are not sufficient: \n12\n");
        assertThat(queue.recall(job(1), Instant.MIN)).isEqualTo(Recall.GONE);
        answer("qstat -j 12", 0, "job_number: 12\n", "");
        assertThat(queue.recall(job(1), Instant.MIN)).isEqualTo(Recall.SILENT);
        answer("qstat -j 12", 1, "", "error: commlib error: got select error\n");
        assertThat(queue.recall(job(1), Instant.MIN)).isEqualTo(Recall.SILENT);
        answers.clear();
        assertThat(queue.recall(job(1), Instant.MIN)).isEqualTo(Recall.SILENT);
        answer("qstat -j", 1, "", "Following jobs do not exist");
        assertThat(queue.recall(new JobRef(TOKEN, 1, Optional.empty()), Instant.MIN))
                .isEqualTo(Recall.SILENT);
    }

    @Test
    void aJobWithoutANumberIsFoundForCancelling() throws Exception {
        var nameless = List.of(new JobRef(TOKEN, 3, Optional.empty()));
        assertThat(queue.cancel(nameless)).contains("qstat does not answer, so the job ids are unknown");
        answer("qstat -xml", 0, GridEngineAnswersTest.xml(GridEngineAnswersTest.job("12", "r", "q@n", "3")), "");
        answer("qdel 12.3", 0, "ada has registered the job-array task 12.3 for deletion\n", "");

        assertThat(queue.cancel(nameless)).isEmpty();
        assertThat(asked).contains("qdel 12.3");
    }

    @Test
    void whatItPassesOverIsSaid() throws Exception {
        assertThat(queue.passedOver(Plans.with(Resources.DEFAULT, "-p", "x")).get(0))
                .startsWith("sbatch_args are for Slurm");
        assertThat(queue.passedOver(Plans.with(Resources.DEFAULT))).isEmpty();
        assertThat(queue.pace()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(queue.parentStartsKid()).isTrue();
        answer("qconf -sel", 0, "localhost\n", "");
        assertThat(queue.kidAddresses()).isNotEmpty();
        queue.close();
    }
}
