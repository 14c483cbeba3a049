package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Slurm job with four experiments, of which two have begun, is lost: each of the four starts once. */
@Tag("slurm")
@Tag("sshd")
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
@UsesOtherCluster
class LostPackIT {
    /** What Slurm takes to see it, and mum after that. */
    private static final Duration LIMIT = Duration.ofSeconds(240);

    private static final String PACK = "resources: {pack: 4, slots: 2}";

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private final SlurmNode node = new SlurmNode(LAB, "node2");

    @BeforeAll
    void addTheCluster() {
        LAB.neroman().addCluster("triton", "triton", "slurm");
    }

    /** The first of four whose job runs two of them. */
    private static long submit(Ticks ticks) {
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 3)).ok();
        LAB.neroman().awaitStates(first, first + 1, "running", LIMIT);
        assertThat(LAB.neroman().status().states(first + 2, first + 3)).containsOnly("queued");
        return first;
    }

    @Test
    void aNodeThatDiesTakesOnlyWhatHadBegun() {
        var ticks = Ticks.gated(LAB, "dead", 4, 0, PACK, "sbatch_args: --nodelist=node2");
        long first = submit(ticks);
        var lost = LAB.neroman().status().jobId(first);

        node.loseItsPower();
        try {
            var status = LAB.neroman().awaitStates(first, first + 1, "node_failed", LIMIT);
            assertThat(status.reason(first)).isEqualTo("its node failed");
            status = LAB.neroman()
                    .await(
                            LIMIT,
                            "the others wait for another job",
                            now -> now.experiment(first + 3)
                                    .path("warnings")
                                    .toString()
                                    .contains("waits for another job"));
            assertThat(status.states(first + 2, first + 3)).containsOnly("queued");
        } finally {
            node.comeBack();
        }

        ticks.open();
        var status = LAB.neroman().awaitStates(first + 2, first + 3, "finished", LIMIT);
        assertThat(status.jobId(first + 2)).isNotEqualTo(lost);
        ticks.startedOnce(4);
    }

    @Test
    void onANodeThatSlurmGaveUpThoughItLivesEachRunsOnce() {
        var ticks = Ticks.gated(LAB, "silent", 4, 0, PACK, "sbatch_args: --nodelist=node2");
        long first = submit(ticks);

        node.fallSilent();
        try {
            node.awaitDown();
        } finally {
            ticks.open();
            node.comeBack();
        }

        LAB.neroman().awaitStates(first, first + 3, "finished", LIMIT);
        ticks.startedOnce(4);
    }

    @Test
    void aJobThatRunsOutOfTimeTakesOnlyWhatHadBegun() {
        var ticks = Ticks.gated(LAB, "late", 4, 0, PACK, "sbatch_args: --time=1");
        long first = submit(ticks);
        var lost = LAB.neroman().status().jobId(first);

        var status = LAB.neroman().awaitStates(first, first + 1, "timed_out", LIMIT);

        assertThat(status.reason(first)).isEqualTo("over its time limit");
        ticks.open();
        status = LAB.neroman().awaitStates(first + 2, first + 3, "finished", LIMIT);
        assertThat(status.jobId(first + 2)).isNotEqualTo(lost);
        ticks.startedOnce(4);
    }
}
