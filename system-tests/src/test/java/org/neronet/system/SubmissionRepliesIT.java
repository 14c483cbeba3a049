package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.event.Event.SubmitUnknown;
import org.neronet.common.testing.Await;

/** Slurm's answers get lost, come late or are forgotten; each experiment starts once and its state is right, unaided. */
@Tag("slurm")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class SubmissionRepliesIT {
    /** What the states may take once Slurm answers again. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private static final int EACH = 5;

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private final Slurmctld slurmctld = new Slurmctld();
    private UnsteadySbatch sbatch;
    private Neroman neroman;

    @BeforeAll
    void addTheCluster() {
        sbatch = UnsteadySbatch.make(LAB);
        neroman = LAB.anotherHome("unsteady-home", sbatch.variables());
        neroman.clusters("here: {type: slurm}");
    }

    @AfterAll
    void stopMum() {
        neroman.run("mum", "stop", "here").ok();
        assertThat(Ticks.historyFaults(LAB, LAB.clusterRoot())).isEmpty();
    }

    @Test
    void whatSbatchSaysOrLeavesOutDoublesNothing() {
        var ids = new ArrayList<Long>();
        for (var way : List.of("fails", "silent", "noise", "twice")) {
            ids.addAll(sbatch.submit(neroman, way, EACH));
        }

        neroman.awaitStates(ids, "finished", LIMIT);
    }

    @Test
    @Tag("long")
    void whatGotLostIsSentAgainAndWhatComesLateAfterAllRunsNothing() {
        var ids = new ArrayList<>(sbatch.submit(neroman, "lost", EACH));
        ids.addAll(sbatch.submit(neroman, "late", EACH));

        neroman.awaitStates(ids, "finished", LIMIT);
        Await.until(LIMIT, () -> "the late job", sbatch::wasLate);
    }

    @Test
    @Tag("long")
    void anSbatchThatHangsAfterItSubmittedIsGivenUp() {
        neroman.awaitStates(sbatch.submit(neroman, "hangs", EACH), "finished", LIMIT);
    }

    @Test
    @Tag("long")
    @UsesOtherCluster
    void aControllerThatIsFrozenInTheSubmissionTakesItLater() {
        slurmctld.freeze();
        List<Long> ids;
        try {
            ids = sbatch.submit(neroman, "honest", EACH);
            awaitDoubt(ids);
        } finally {
            slurmctld.thaw();
        }

        neroman.awaitStates(ids, "finished", LIMIT);
    }

    @Test
    @Tag("long")
    @UsesOtherCluster
    void whatAKilledControllerForgotIsSentAgain() {
        slurmctld.remember();
        var ids = submitForLater("forgotten");
        slurmctld.kill();
        slurmctld.forget();
        slurmctld.start();

        neroman.awaitStates(ids, "finished", LIMIT);

        assertThat(RecordedHistory.ofOnlyMum(LAB.clusterRoot()).facts())
                .filteredOn(fact -> fact.event() instanceof SubmitUnknown doubt
                        && doubt.reason().contains("forgot its job"))
                .as("sent again")
                .extracting(fact -> fact.event().key().id())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    @Tag("long")
    @UsesOtherCluster
    void whatAKilledControllerMayHaveSavedRunsOnce() {
        var ids = sbatch.submit(neroman, "honest", EACH);
        slurmctld.kill();
        slurmctld.start();

        neroman.awaitStates(ids, "finished", LIMIT);
    }

    @Test
    @Tag("long")
    @UsesOtherCluster
    void aControllerThatWasRestartedKnowsItsJobs() {
        var ids = submitForLater("restarted");
        var before = neroman.status();
        slurmctld.stop();
        slurmctld.start();

        var status = neroman.awaitStates(ids, "finished", LIMIT);

        assertThat(ids).allSatisfy(id -> assertThat(status.jobId(id)).isEqualTo(before.jobId(id)));
    }

    /** Experiments that Slurm has taken and that wait there for some seconds. */
    private List<Long> submitForLater(String name) {
        var ticks = Ticks.trivial(LAB, name, EACH, "sbatch_args: --begin=now+15");
        var ids = neroman.add(ticks.folder());
        neroman.run("submit", "here", ids.get(0) + "-" + ids.get(EACH - 1)).ok();
        neroman.await(
                LIMIT,
                "all have numbers",
                now -> ids.stream()
                        .noneMatch(
                                id -> now.jobId(id).isEmpty() || now.jobId(id).equals("null")));
        return ids;
    }

    private void awaitDoubt(List<Long> ids) {
        neroman.await(
                LIMIT,
                "mum is in doubt",
                now -> ids.stream().allMatch(id -> now.reason(id).startsWith("looking whether the scheduler took it")));
    }
}
