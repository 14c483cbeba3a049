package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.warden.JobReport.Phase;

/** The manual's recipe for PBS Pro against programs that act as PBS. */
class PbsQueueContractTest extends WardenContract {
    private static final Recipe RECIPE = Recipe.of("PBS Pro");

    @Override
    Warden warden() {
        return new CommandWarden().named("pbs");
    }

    @Override
    ClusterSettings settings() {
        return super.settings().with(RECIPE.settings());
    }

    @Override
    WardenTools tools() throws IOException {
        return pbs().tools(settings(), lib);
    }

    private StandIn pbs() throws IOException {
        return StandIn.make(
                temp.resolve("pbs"),
                "/fake-pbs/pbs",
                List.of("qsub", "qstat", "qselect", "qdel", "qhold", "qrls"),
                Map.of());
    }

    private void flag(String name) throws IOException {
        Files.createFile(Files.createDirectories(temp.resolve("pbs/state")).resolve(name));
    }

    private void use(Recipe recipe) {
        queue.settings(super.settings().with(recipe.settings()));
    }

    @Test
    void aRefusalIsInTheSchedulersOwnWords() throws Exception {
        use(RECIPE.with("submit", RECIPE.lines().get("submit").replace("-r n", "-r n -q nowhere")));

        assertThat(queue.launch(batch("true"))).isEqualTo(new Launch.Refused("qsub: qsub: Unknown queue"));
        assertThat(queue.room()).as("room just after a refusal").isZero();
    }

    @Test
    void aLimitOnTheNumberOfJobsIsNoRefusal() throws Exception {
        flag("full");

        assertThat(queue.launch(batch("true"))).isInstanceOf(Launch.Full.class);
    }

    @Test
    void aLostAnswerIsFoundByItsName() throws Exception {
        flag("mute");
        var batch = batch("while [ ! -e go ]; do sleep 0.05; done");

        assertThat(queue.launch(batch)).isInstanceOf(Launch.Unknown.class);

        var job = new JobRef(batch.token(), 1, Optional.empty());
        assertThat(awaitPhase(queue, job, Phase.RUNNING).jobId()).contains("101.pbs");
        Files.createFile(folder(batch, 1).work().resolve("go"));
        awaitPhase(queue, job, Phase.ENDED);
    }

    @Test
    void whatCannotShowNamesSaysNothingOfALostAnswer() throws Exception {
        flag("mute");
        use(RECIPE.without("find"));
        var batch = batch("true");
        queue.launch(batch);

        var job = new JobRef(batch.token(), 1, Optional.empty());

        assertThat(queue.list(List.of(job)).orElseThrow().of(job)).isEmpty();
        awaitFile(folder(batch, 1).exit());
    }

    @Test
    void noAnswerIsNoList() throws Exception {
        flag("down");
        var job = new JobRef("0123456789abcdef", 1, Optional.of("7.pbs"));

        assertThat(queue.list(List.of(job))).isEmpty();
        assertThat(queue.list(List.of(new JobRef("0123456789abcdef", 1, Optional.empty()))))
                .isEmpty();
        assertThat(queue.cancel(List.of(job)).orElseThrow()).contains("cannot connect to server");
        assertThat(queue.launch(batch("true"))).isInstanceOf(Launch.Unknown.class);
        Files.delete(temp.resolve("pbs/state/down"));
    }

    @Test
    void aHeldJobSaysSoAndCanBeCancelled() throws Exception {
        use(RECIPE.with("submit", RECIPE.lines().get("submit").replace("-r n", "-r n -h")));
        var batch = batch("true");
        var jobs = jobs(batch, queue.launch(batch));

        assertThat(awaitPhase(queue, jobs.get(0), Phase.PENDING).held()).contains("cannot start: qstat: H");

        assertThat(queue.cancel(jobs)).isEmpty();
        assertThat(awaitPhase(queue, jobs.get(0), Phase.ENDED).end()).contains(AttemptState.TERMINATED);
    }

    @Test
    void aHeldJobRunsOnceItIsReleased() throws Exception {
        use(RECIPE.with("submit", RECIPE.lines().get("submit").replace("-r n", "-r n -h")));
        var batch = batch("true");
        var jobs = jobs(batch, queue.launch(batch));

        assertThat(queue.hold(jobs)).isEmpty();
        assertThat(queue.release(jobs)).isEmpty();

        assertThat(awaitPhase(queue, jobs.get(0), Phase.ENDED).end()).contains(AttemptState.FINISHED);
        assertThat(queue.hold(jobs).orElseThrow()).contains("Request invalid for state of job");
    }

    @Test
    void whatRunsOutOfTimeIsTold() throws Exception {
        var limit = new Resources(1, 0, Optional.empty(), Optional.of(Duration.ofSeconds(1)));
        var batch = batch(List.of(Plans.needing(limit, Plans.of(5, "sleep", "600"))));

        var job = jobs(batch, queue.launch(batch)).get(0);

        var report = awaitPhase(queue, job, Phase.ENDED);
        assertThat(report.end()).contains(AttemptState.TIMED_OUT);
        assertThat(report.words()).isEqualTo("qstat: F, exit -29");
    }

    @Test
    void theTemplatesGetTheLoginsVariablesWithoutNeronetsOwn() throws Exception {
        var script = temp.resolve("show");
        Files.writeString(script, "#!/bin/sh\nenv >" + temp + "/shown\necho 5.pbs\n");
        script.toFile().setExecutable(true);
        use(RECIPE.with("submit", "'" + script + "' {script}"));

        assertThat(queue.launch(batch("true"))).isEqualTo(new Launch.Each(List.of("5.pbs")));

        assertThat(Files.readString(temp.resolve("shown"))).contains("HOME=").doesNotContain("NERONET_TEST_ONLY");
    }

    @Test
    void aProgramThatIsNotThereIsARefusal() throws Exception {
        use(RECIPE.with("submit", "no-such-qsub {script}"));

        assertThat(queue.launch(batch("true")))
                .isInstanceOfSatisfying(
                        Launch.Refused.class,
                        refused -> assertThat(refused.text()).startsWith("'no-such-qsub' of submit:"));
    }

    @Test
    void theClaimNamesTheBatch() throws Exception {
        var batch = batch("true");
        queue.launch(batch);
        awaitFile(folder(batch, 1).exit());

        assertThat(folder(batch, 1).claim()).content().contains("job=101.pbs ", " batch=" + batch.token());
        assertThat(folder(batch, 1).start()).content().contains("var.PBS_QUEUE=workq");
    }

    @Test
    void settingsThatSayNothingTakeNothing() throws Exception {
        queue.settings(super.settings());

        assertThat(queue.room()).isZero();
        assertThat(queue.list(List.of())).isEmpty();
        assertThat(queue.cancel(List.of()).orElseThrow()).contains("says no cancel:");
        assertThat(queue.hold(List.of()).orElseThrow()).contains("says no hold:");
        assertThat(queue.release(List.of())).isEmpty();
        assertThat(queue.launch(batch("true"))).isInstanceOf(Launch.Refused.class);
        assertThat(queue.passedOver(Plans.of(1, "true"))).isEmpty();
    }
}
