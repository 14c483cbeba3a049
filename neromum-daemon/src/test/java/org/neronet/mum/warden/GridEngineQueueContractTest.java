package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;
import org.neronet.mum.warden.JobReport.Phase;

/** With {@code NERONET_TEST_GRIDENGINE=1} against the Grid Engine of this machine, as the user who runs the test. */
@EnabledIfEnvironmentVariable(named = "NERONET_TEST_GRIDENGINE", matches = "1")
class GridEngineQueueContractTest extends WardenContract {
    @Override
    Warden warden() {
        return new GridEngineWarden();
    }

    @Override
    WardenTools tools() {
        return new WardenTools(
                new SystemCommandRunner(), InstantSource.system(), settings(), new HashMap<>(System.getenv()), lib);
    }

    @Test
    void aRefusalIsInGridEnginesOwnWords() throws Exception {
        queue.settings(withArgs("-l", "nonsense=1"));

        assertThat(queue.launch(batch("true"))).isEqualTo(new Launch.Refused("unknown resource \"nonsense\""));
    }

    @Test
    void aWaitingTaskIsPendingAndCanBeCancelled() throws Exception {
        queue.settings(withArgs("-h"));
        var batch = batch("true", "true", "true");
        var jobs = jobs(batch, queue.launch(batch));

        assertThat(awaitPhase(queue, jobs.get(1), Phase.PENDING).words()).isEqualTo("qstat: hqw");

        assertThat(queue.cancel(jobs.subList(0, 2))).isEmpty();
        var left = queue.list(jobs).orElseThrow();
        assertThat(left.of(jobs.get(1))).isEmpty();
        assertThat(left.of(jobs.get(2))).isPresent();
        assertThat(queue.cancel(jobs)).isEmpty();
    }

    @Test
    void theCodesOfGridEngineForItselfStartNothingAgain() throws Exception {
        var batch = batch("echo x >>ran; exit 99", "echo x >>ran; exit 100");
        var jobs = jobs(batch, queue.launch(batch));

        for (int line = 1; line <= 2; line++) {
            assertThat(awaitPhase(queue, jobs.get(line - 1), Phase.ENDED).end()).isPresent();
            assertThat(folder(batch, line).work().resolve("ran")).content().isEqualTo("x\n");
        }
        assertThat(folder(batch, 1).exit()).content().contains("code=99");
        assertThat(folder(batch, 2).exit()).content().contains("code=100");
    }

    @Test
    void theJobGetsNamedVariablesAlone() throws Exception {
        var batch = batch("env");

        queue.launch(batch);

        awaitFile(folder(batch, 1).exit());
        var names = Files.readAllLines(folder(batch, 1).root().resolve("stdout")).stream()
                .map(line -> line.replaceFirst("=.*", ""))
                .toList();
        assertThat(names).contains("PATH", "NERONET_ID", "SGE_TASK_ID");
        assertThat(names).doesNotContainAnyElementsOf(List.of("MAVEN_CMD_LINE_ARGS", "NERONET_TEST_GRIDENGINE"));
    }

    private ClusterSettings withArgs(String... words) {
        return new ClusterSettings(
                "gridengine",
                settings().workdir(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                new GridEngineSettings(List.of(words), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
