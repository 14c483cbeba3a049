package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
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

    @BeforeAll
    void clusters() {
        LAB.neroman().clusters("triton: {ssh_address: triton, type: slurm}");
    }

    @Test
    void jobsInSlurmsQueueAreHeldThereAndReleasedThere() {
        var ticks = Ticks.gated(LAB, "late", 2, 0, "sbatch_args: --begin=now+8");
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 1)).ok();
        var job = LAB.neroman().awaitStates(first, first + 1, "queued", LIMIT).jobId(first);

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
