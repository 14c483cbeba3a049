package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;
import org.neronet.mum.warden.JobReport.Phase;

/** The direct queue on a host with four CPUs and two GPUs, of which real jobs take their part. */
class DirectSharesTest extends WardenContract {
    private static final String SHOW =
            "echo \"gpus=${CUDA_VISIBLE_DEVICES-unset}\" >gpus; : >up; while [ ! -e go ]; do sleep 0.05; done";

    @Override
    boolean numbersJobs() {
        return false;
    }

    @Override
    Warden warden() {
        return new DirectWarden();
    }

    @Override
    ClusterSettings settings() {
        return settings(new ClusterLimits(Optional.of(4), Optional.of(8_000_000_000L), Optional.of(2)));
    }

    private ClusterSettings settings(ClusterLimits limits) {
        return new ClusterSettings(
                "direct",
                Optional.of(workdir().root().toString()),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                GridEngineSettings.NONE,
                limits);
    }

    @Override
    WardenTools tools() {
        var login = new HashMap<>(System.getenv());
        login.put("CUDA_VISIBLE_DEVICES", "5,7,9");
        return new WardenTools(new SystemCommandRunner(), InstantSource.system(), settings(), login, lib);
    }

    private static AttemptPlan plan(long id, int cpus, int gpus) {
        return Plans.needing(
                new Resources(cpus, gpus, Optional.empty(), Optional.empty()), Plans.of(id, "sh", "-c", SHOW));
    }

    private String gpus(Batch batch, int line) throws Exception {
        awaitFile(folder(batch, line).work().resolve("up"));
        return Files.readString(folder(batch, line).work().resolve("gpus")).strip();
    }

    private void end(Batch batch, int line, JobRef job) throws Exception {
        Files.createFile(folder(batch, line).work().resolve("go"));
        awaitPhase(queue, job, Phase.ENDED);
    }

    @Test
    void eachProgramSeesItsOwnGpusAlsoAfterARestart() throws Exception {
        var wish = plan(41, 1, 1);
        var first = batch(List.of(wish));
        var one = jobs(first, queue.launch(first)).get(0);
        assertThat(gpus(first, 1)).isEqualTo("gpus=5");
        queue.close();
        queue = open();
        assertThat(queue.room(wish)).isEqualTo(1);

        var second = batch(List.of(plan(42, 1, 1)));
        var two = jobs(second, queue.launch(second)).get(0);

        assertThat(gpus(second, 1)).isEqualTo("gpus=7");
        assertThat(queue.room(wish)).isZero();
        assertThat(queue.room(plan(43, 1, 0))).isEqualTo(2);
        end(first, 1, one);
        Await.until(LIMIT, () -> "no room", () -> queue.room(wish) == 1);
        end(second, 1, two);
    }

    @Test
    void withoutGpusAProgramSeesNone() throws Exception {
        var batch = batch(List.of(plan(51, 1, 0)));
        var job = jobs(batch, queue.launch(batch)).get(0);

        assertThat(gpus(batch, 1)).isEqualTo("gpus=");
        end(batch, 1, job);
    }

    @Test
    void whereNoGpusAreConfiguredTheVariableStays() throws Exception {
        queue.settings(settings(ClusterLimits.NONE));
        var batch = batch(List.of(plan(61, 1, 0)));
        var job = jobs(batch, queue.launch(batch)).get(0);

        assertThat(gpus(batch, 1)).isEqualTo("gpus=5,7,9");
        end(batch, 1, job);
    }

    @Test
    void aGpuIsNeverGivenTwiceEvenWhenMoreIsSentThanThereIs() throws Exception {
        var batch = batch(List.of(plan(71, 1, 2), plan(72, 1, 2)));

        assertThat(queue.launch(batch)).isEqualTo(new Launch.Unknown("line 2: no free GPUs now"));

        assertThat(gpus(batch, 1)).isEqualTo("gpus=5,7");
        assertThat(folder(batch, 2).claim()).doesNotExist();
        end(batch, 1, batch.jobs().get(0));
    }

    @Test
    void whatCanNeverFitIsSaid() {
        assertThat(queue.unfit(plan(1, 5, 0))).contains("needs 5 CPUs, and this direct queue has 4");
        assertThat(queue.unfit(plan(1, 4, 2))).isEmpty();
    }

    @Test
    void aStartThatNobodyNotedKeepsItsGpusForAWhile() throws Exception {
        var batch = batch(List.of(plan(81, 1, 2)));
        Files.createDirectories(Spawned.folder(batch.folder()));
        new Share(1, 0, List.of("5", "7")).write(batch.folder(), 1);

        assertThat(open().room(plan(82, 1, 1))).isZero();

        var later = new WardenTools(
                new SystemCommandRunner(),
                () -> Instant.now().plusSeconds(120),
                settings(),
                Map.of("CUDA_VISIBLE_DEVICES", "5,7", "PATH", System.getenv("PATH")),
                lib);
        try (var next = warden().open(later)) {
            assertThat(next.room(plan(82, 1, 1))).isEqualTo(2);
        }
    }
}
