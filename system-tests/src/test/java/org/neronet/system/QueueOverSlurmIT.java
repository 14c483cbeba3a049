package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** What waits in Slurm's own queue is held, released, explained and tried out. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class QueueOverSlurmIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    @BeforeEach
    void clusters() {
        LAB.neroman().clusters("triton: {ssh_address: triton, type: slurm}");
    }

    @Test
    void slurmSaysWhatItWouldDoAndWhatItIsMadeOf() {
        var folder = LAB.stage()
                .experiment(
                        "tried",
                        List.of(
                                "command: echo hello",
                                "+fits: {resources: {cpus: 2}}",
                                "+never: {resources: {memory: 900GB}}"));

        var tried = LAB.neroman()
                .run("submit", "triton", folder.toString(), "--test-only")
                .exits(6);
        assertThat(tried.out())
                .containsPattern("fits  Job \\d+ to start at \\d{4}-")
                .contains("would be refused: ");

        var nodes = LAB.neroman().json("nodes", "triton", "--json");
        assertThat(nodes.path("partitions").findValuesAsText("name")).contains("debug", "gpu", "short");
        assertThat(nodes.path("nodes").size()).isEqualTo(4);
        assertThat(nodes.path("nodes").path(2).path("gpus").asLong()).isEqualTo(2);
        var status = LAB.neroman().json("mum", "status", "triton", "--json");
        assertThat(status.path("scheduler_calls_last_minute").asLong()).isBetween(1L, 10L);
        assertThat(status.path("lease").path("epoch").asLong()).isPositive();
    }

    @Test
    @Tag("long")
    void noMoreAreInSlurmsQueueThanQueueMaxSays() {
        LAB.neroman().clusters("triton: {ssh_address: triton, type: slurm, queue_max: 2}");
        var ticks = Ticks.gated(LAB, "few", 4, 0);
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 3)).ok();

        var status = LAB.neroman().awaitStates(first, first + 1, "running", LIMIT);

        assertThat(status.states(first + 2, first + 3)).containsOnly("queued");
        assertThat(status.jobId(first + 2)).isEqualTo("null");
        ticks.open();
        LAB.neroman().awaitStates(first, first + 3, "finished", LIMIT);
        ticks.startedOnce(4);
    }

    @Test
    @Tag("long")
    void jobsInSlurmsQueueAreHeldThereAndReleasedThere() {
        var ticks = Ticks.gated(LAB, "late", 2, 0, "sbatch_args: --begin=now+40");
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 1)).ok();
        var job = LAB.neroman().awaitStates(first, first + 1, "queued", LIMIT).jobId(first);

        var waits = LAB.neroman()
                .await(LIMIT, "why it waits", status -> status.reason(first).startsWith("BeginTime"));
        assertThat(waits.experiment(first).path("expected_at").asText()).startsWith("20");

        LAB.neroman().run("hold", Long.toString(first)).ok();

        Await.until(
                LIMIT,
                () -> LAB.slurm().everything(),
                () -> LAB.slurm().waiting(job).contains("JobHeldUser"));
        LAB.neroman().run("mum", "stop", "triton").ok();
        LAB.neroman().awaitStates(List.of(first + 1), "running", LIMIT);
        var status = LAB.neroman().status();
        assertThat(status.state(first)).isEqualTo("queued");
        assertThat(status.reason(first)).isEqualTo("held");

        LAB.neroman().run("release", Long.toString(first)).ok();

        LAB.neroman().awaitStates(List.of(first), "running", LIMIT);
        ticks.open();
        LAB.neroman().awaitStates(first, first + 1, "finished", LIMIT);
        ticks.startedOnce(2);
    }
}
