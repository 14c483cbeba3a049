package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** What mum costs the scheduler, as its own statistics tell. */
@Tag("slurm")
@Tag("sshd")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class KindnessIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration WATCHED = Duration.ofSeconds(60);
    private static final int MOST = 6;

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    @Test
    void aMinuteWithManyJobsCostsTheSchedulerSixCallsAtMost() {
        LAB.neroman().clusters("triton: {ssh_address: triton, type: slurm}");
        var many = Ticks.gated(LAB, "many", 200, 0, "sbatch_args: --begin=now+3600");
        var some = Ticks.gated(LAB, "some", 4, 0);
        LAB.neroman().run("submit", "triton", many.folder().toString()).ok();
        LAB.neroman().run("submit", "triton", some.folder().toString()).ok();
        LAB.neroman().awaitStates(201, 204, "running", LIMIT);
        LAB.neroman().awaitStates(1, 200, "queued", LIMIT);

        int before = LAB.slurm().calls();
        long begun = System.nanoTime();
        Await.until(
                WATCHED.plusSeconds(10), () -> "a minute to pass", () -> System.nanoTime() - begun > WATCHED.toNanos());
        // The first of the two questions counts as well.
        int calls = LAB.slurm().calls() - before - 1;
        double minutes = (System.nanoTime() - begun) / (double) TimeUnit.MINUTES.toNanos(1);

        assertThat(calls).as("calls in %.2f minutes", minutes).isLessThanOrEqualTo((int) Math.ceil(MOST * minutes));
        some.open();
        LAB.neroman().awaitStates(201, 204, "finished", LIMIT);
        LAB.neroman().run("terminate", "1-200").ok();
        LAB.neroman().awaitStates(1, 200, "terminated", LIMIT);
    }
}
