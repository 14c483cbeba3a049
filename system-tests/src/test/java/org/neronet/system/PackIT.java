package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Many experiments in few Slurm jobs, as the user sees them and as sacct has them. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@UsesCluster
class PackIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    @BeforeAll
    void addTheCluster() {
        LAB.neroman().addCluster("triton", "triton", "slurm");
    }

    private static List<Integer> numbers(int most) {
        return IntStream.rangeClosed(1, most).boxed().toList();
    }

    @Test
    @Order(1)
    void fortyExperimentsAreFourJobs() {
        var folder = LAB.stage()
                .experiment(
                        "forty",
                        List.of(
                                "command: [sh, -c, 'echo \"step 1 loss {n}.5\"; echo $SLURM_JOB_ID']",
                                "parameters: {n: " + numbers(40) + "}",
                                "resources: {pack: 10}"));
        var ids = LAB.neroman().add(folder);
        assertThat(ids).hasSize(40);
        int before = LAB.slurm().count();

        long first = ids.get(0);
        long last = ids.get(39);
        LAB.neroman().run("submit", "triton", first + "-" + last).ok();
        var status = LAB.neroman().awaitStates(first, last, "finished", LIMIT);

        for (int n = 0; n < 40; n++) {
            long id = first + n;
            assertThat(status.metric(id, "loss").path("last").asDouble()).isEqualTo(n + 1.5);
        }
        var jobs = LongStream.rangeClosed(first, last)
                .mapToObj(status::jobId)
                .distinct()
                .toList();
        assertThat(jobs).hasSize(4);
        // Slurm writes its records down some time later.
        Await.until(
                LIMIT,
                () -> LAB.slurm().everything(),
                () -> jobs.stream().allMatch(job -> LAB.slurm().state(job).equals("COMPLETED")));
        assertThat(LAB.slurm().count() - before).isEqualTo(4);
    }

    @Test
    @Order(2)
    @Tag("long")
    void oneThatRunsAndOneThatWaitsAreTerminatedAlone() {
        var ticks = Ticks.gated(LAB, "few", 4, 0, "resources: {pack: 4, slots: 2}");
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 3)).ok();
        LAB.neroman().awaitStates(first, first + 1, "running", LIMIT);
        assertThat(LAB.neroman().status().states(first + 2, first + 3)).containsOnly("queued");

        LAB.neroman().run("terminate", first + "," + (first + 3)).ok();

        var status = LAB.neroman().awaitEach("terminated", LIMIT, first, first + 3);
        assertThat(status.reason(first + 3)).isEqualTo("terminated by the user before it started");
        LAB.neroman().awaitEach("running", LIMIT, first + 1, first + 2);
        ticks.open();
        status = LAB.neroman().awaitEach("finished", LIMIT, first + 1, first + 2);
        ticks.isComplete(status, first + 2, LAB.attempt(LAB.clusterRoot(), first + 2));
        ticks.startedOnce(3);
        var job = status.jobId(first);
        Await.until(
                LIMIT,
                () -> LAB.slurm().everything(),
                () -> LAB.slurm().state(job).equals("COMPLETED"));
    }

    @Test
    @Order(3)
    @Tag("long")
    void whatALostJobHadNotBegunGoesToAnother() {
        var ticks = Ticks.gated(LAB, "lost", 4, 0, "resources: {pack: 4, slots: 2}");
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 3)).ok();
        var lost = LAB.neroman().awaitStates(first, first + 1, "running", LIMIT).jobId(first);

        LAB.slurm().cancel(List.of(lost));

        var status = LAB.neroman().awaitStates(first, first + 1, "terminated", LIMIT);
        assertThat(status.reason(first)).isEqualTo("cancelled outside Neronet");
        status = LAB.neroman().awaitStates(first + 2, first + 3, "running", LIMIT);
        assertThat(status.jobId(first + 2)).isNotEqualTo(lost);
        assertThat(status.experiment(first + 2).path("warnings").toString()).contains("waits for another job");
        ticks.open();
        LAB.neroman().awaitStates(first + 2, first + 3, "finished", LIMIT);
        ticks.startedOnce(4);
    }

    @Test
    @Order(4)
    @Tag("long")
    void aRuleEndsOneAlone() {
        var folder = LAB.stage()
                .experiment(
                        "ruled",
                        List.of(
                                "command: [sh, -c, 'echo \"step 1 loss {loss}\"; sleep {stay}']",
                                "parameters: {loss: [99, 1], stay: [600, 4]}",
                                "sweep: zip",
                                "resources: {pack: 2, slots: 2}",
                                "stop: {metric: loss, gt: 50, action: kill}"));
        long first = LAB.neroman().add(folder).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 1)).ok();

        var status = LAB.neroman().awaitStates(List.of(first), "stopped", LIMIT);

        assertThat(status.reason(first)).contains("loss 99 > 50");
        LAB.neroman().awaitStates(List.of(first + 1), "finished", LIMIT);
    }

    @Test
    @Order(5)
    @Tag("long")
    void autoMakesFewJobsOfMany() {
        var folder = LAB.stage()
                .experiment(
                        "many",
                        List.of(
                                "command: [sh, -c, 'echo \"loss {n}\"']",
                                "parameters: {n: " + numbers(120) + "}",
                                "resources: {pack: auto}"));
        var ids = LAB.neroman().add(folder);
        int before = LAB.slurm().count();

        LAB.neroman().run("submit", "triton", ids.get(0) + "-" + ids.get(119)).ok();
        LAB.neroman().awaitStates(ids.get(0), ids.get(119), "finished", LIMIT);

        assertThat(LAB.slurm().count() - before).isBetween(2, 10);
    }
}
