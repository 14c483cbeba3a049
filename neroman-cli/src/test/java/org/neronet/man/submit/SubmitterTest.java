package org.neronet.man.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.wire.Call;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.spec.Experiment;
import org.neronet.man.testing.FakeMum;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class SubmitterTest {
    @TempDir
    Path folder;

    private final FakeMum mum = new FakeMum();
    private History history;
    private Submitter submitter;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(folder.resolve("main.sh"), "echo 1\n");
        history = History.open(folder.resolve("history.db"), Samples.HOME);
        submitter = new Submitter(history, Samples.HOME, folder -> Histories.ORIGIN, () -> Samples.T0);
        Histories.define(
                history,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(i -> Samples.experiment(folder, "lang/run-" + i, List.of("main.sh")))
                        .toList(),
                Samples.T0);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private List<Long> submit() {
        return submit(UploadProgress.SILENT);
    }

    private List<Long> submit(UploadProgress progress) {
        List<ExperimentRow> rows = history.all();
        return submitter.submit(
                mum, "triton", SubmitChoice.of(rows, List.of("triton"), false), new CodeSnapshots(), progress);
    }

    private void submitCutOffAt(Call call) {
        mum.breakAt(call);
        assertThatThrownBy(this::submit).isInstanceOf(NeronetException.class);
        mum.breakAt(null);
    }

    @Test
    void oneFolderIsSentOnceForAllItsExperiments() {
        var progress = new ArrayList<String>();

        var ids =
                submit((files, all, bytes, allBytes) -> progress.add(files + "/" + all + " " + bytes + "/" + allBytes));

        assertThat(ids).containsExactly(1L, 2L, 3L);
        assertThat(mum.plans).containsOnlyKeys(Samples.key(1), Samples.key(2), Samples.key(3));
        assertThat(mum.blobs).hasSize(1);
        assertThat(progress).containsExactly("0/1 7/7", "1/1 7/7");
    }

    @Test
    void plansAreKeptAsTheyAreSent() {
        submit();

        assertThat(history.plan(2, 1)).contains(mum.plans.get(Samples.key(2)));
    }

    @Test
    void plansCarryWhatTheExperimentSaysAndHigherPrioritiesAreSentFirst() {
        Histories.define(
                history,
                List.of(changed(
                        Samples.experiment(folder, "lang/urgent", List.of("main.sh")),
                        Map.of(
                                "priority",
                                5,
                                "retries",
                                2,
                                "workdir",
                                "runs/1",
                                "results_exclude",
                                List.of("*.ckpt")))),
                Samples.T0);

        assertThat(submit()).containsExactly(1L, 2L, 3L, 4L);

        var plan = mum.plans.get(Samples.key(4));
        assertThat(plan.priority()).isEqualTo(5);
        assertThat(plan.retries()).isEqualTo(2);
        assertThat(plan.workdir()).contains("runs/1");
        assertThat(plan.resultsExclude()).containsExactly("*.ckpt");
        assertThat(mum.plans.keySet()).containsExactly(Samples.key(4), Samples.key(1), Samples.key(2), Samples.key(3));
    }

    private static Experiment changed(Experiment experiment, Map<String, Object> fields) {
        var json = experiment.toJson();
        for (var field : fields.entrySet()) {
            json = json.with(field.getKey(), field.getValue());
        }
        return Experiment.fromJson(Json.parseObject(json.toString()));
    }

    @Test
    void aSubmitCutOffBeforeItsPlansIsDoneAgainWithTheSameAttempts() {
        submitCutOffAt(Call.SUBMIT);

        assertThat(submit()).containsExactly(1L, 2L, 3L);
        assertThat(mum.plans).containsOnlyKeys(Samples.key(1), Samples.key(2), Samples.key(3));
    }

    @Test
    void aSubmitWhoseAnswerGotLostStartsNothingTwice() {
        submit();

        submit();

        assertThat(mum.plans).hasSize(3);
        assertThat(history.attempts(1)).hasSize(1);
    }

    @Test
    void filesThatChangedSinceACutOffSubmitAreSentAsTheyAreWhenMumNeverHadTheOldOnes() throws IOException {
        submitCutOffAt(Call.BLOB_PUT);
        Files.writeString(folder.resolve("main.sh"), "echo 2, and longer\n");

        submit();

        var plan = mum.plans.get(Samples.key(1));
        assertThat(mum.blobs).containsOnlyKeys(plan.code().get(0).sha256());
        assertThat(history.plan(1, 1)).contains(plan);
    }

    @Test
    void filesThatChangedSinceACutOffSubmitStayAsTheyWereWhenMumHasThem() throws IOException {
        submitCutOffAt(Call.SUBMIT);
        var kept = history.plan(1, 1).orElseThrow();
        Files.writeString(folder.resolve("main.sh"), "echo 2, and longer\n");

        submit();

        assertThat(mum.plans.get(Samples.key(1))).isEqualTo(kept);
    }

    @Test
    void aMumThatConfirmsNothingIsAFault() {
        mum.refusePlans();

        assertThatThrownBy(this::submit).hasMessageContaining("confirmed only 0 of 3");
    }

    @Test
    void aMissingFileLeavesEverythingAsItWas() throws IOException {
        Files.delete(folder.resolve("main.sh"));

        assertThatThrownBy(this::submit).isInstanceOf(NeronetException.class);
        assertThat(history.latest(1)).isEmpty();
        assertThat(mum.calls).isEmpty();
    }

    @Test
    void pagesHoldAtMost200PlansOrTwoMegabytes() {
        assertThat(PlanPages.of(plans(450, ""))).extracting(List::size).containsExactly(200, 200, 50);
        assertThat(PlanPages.of(plans(5, "x".repeat(1 << 20))))
                .extracting(List::size)
                .containsExactly(1, 1, 1, 1, 1);
        assertThat(PlanPages.of(List.of())).isEmpty();
    }

    private static List<AttemptPlan> plans(int count, String word) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new AttemptPlan(
                        Samples.key(i),
                        "n",
                        List.of("sh", word),
                        Map.of(),
                        List.of(),
                        List.of(),
                        Resources.DEFAULT,
                        List.of(),
                        List.of(),
                        List.of(),
                        1))
                .toList();
    }
}
