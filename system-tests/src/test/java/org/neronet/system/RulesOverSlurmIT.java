package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Rules on the nodes of a real scheduler, and across a sweep by neromum. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesOtherCluster
class RulesOverSlurmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final Lab LAB = Lab.withOtherCluster();

    private Status status;
    private List<Long> ids;

    @BeforeAll
    void everythingEnds() {
        LAB.neroman().addCluster("triton", "triton", "slurm");
        var user = LAB.stage().user();
        var folder = LAB.stage()
                .experiment(
                        "rules",
                        List.of(
                                "env: {PIDS: '" + user.resolve("rules.pids") + "', TERMS: '" + user.resolve("terms")
                                        + "', PRUNED: '" + user.resolve("pruned") + "', GO: '" + user.resolve("go")
                                        + "'}",
                                "+group:",
                                "  command: [sh, -c, 'trap \"\" TERM; sleep 600 & echo $! >>$PIDS; echo $$ >>$PIDS; echo loss 99; while :; do sleep 1; done']",
                                "  stop: {metric: loss, gt: 50, action: kill, kill_after: 1s}",
                                "+soft:",
                                "  command: [sh, -c, 'trap \"echo term >>$TERMS\" TERM; echo loss nan; while [ ! -e $NERONET_STOP_FILE ]; do sleep 0.1; done; sleep 1; exit 0']",
                                "  stop: nan",
                                "+good:",
                                "  command: [sh, -c, 'echo epoch 1 score 9; sleep 8']",
                                "  metrics: [score]",
                                "+prune:",
                                "  command: [sh, -c, 'trap \"echo {kind} >>$PRUNED; [ {kind} = deaf ] || exit 5\" TERM; until [ {kind} = good ] || [ -e $GO ]; do sleep 0.1; done; echo \"step 1 score {score}\"; n=0; while [ $n -lt {stay} ]; do sleep 0.2; n=$((n+1)); done; exit 0']",
                                "  parameters: {score: [9, 3, 3], stay: [50, 900, 900], kind: [good, polite, deaf]}",
                                "  sweep: zip",
                                "  stop: {prune: asha, metric: score, eta: 2, kill_after: 3s}"));
        ids = LAB.neroman().add(folder);
        LAB.neroman().run("submit", "triton", ids.get(0) + "-" + ids.get(5)).ok();
        // Its worse siblings report only then: who is first has nobody to be compared with.
        LAB.neroman()
                .await(
                        LIMIT,
                        "a value of the good one",
                        now -> now.metric(ids.get(3), "score").has("last"));
        LAB.stage().write(user.resolve("go"), "");
        status = LAB.neroman()
                .await(
                        LIMIT,
                        "all ended",
                        now -> now.states(ids.get(0), ids.get(5)).stream().noneMatch(Status.LIVE::contains));
    }

    private void stopped(int index, String reason) {
        assertThat(status.state(ids.get(index))).as(status.json().toString()).isEqualTo("stopped");
        assertThat(status.reason(ids.get(index))).contains(reason);
    }

    @Test
    void aGroupThatIsDeafIsKilledWithItsChildren() {
        stopped(0, "loss 99 > 50");
        var pids = new ArrayList<>(Stage.lines(LAB.stage().user().resolve("rules.pids")).stream()
                .map(Long::valueOf)
                .toList());
        assertThat(pids).hasSize(2);
        Await.until(LIMIT, () -> "still there: " + pids, () -> pids.stream().noneMatch(Processes::lives));
        assertThat(LAB.slurm().state(status.jobId(ids.get(0)))).startsWith("FAILED");
    }

    @Test
    void aProgramThatHandlesItsTermSeesOneAndKeepsItsExitCode() {
        stopped(1, "loss NaN");
        assertThat(status.exitCode(ids.get(1)).asInt()).isZero();
        assertThat(Stage.lines(LAB.stage().user().resolve("terms"))).containsExactly("term");
        assertThat(LAB.slurm().state(status.jobId(ids.get(1)))).startsWith("COMPLETED");
    }

    @Test
    void whatNoRuleConcernsFinishes() {
        assertThat(status.state(ids.get(2))).isEqualTo("finished");
        assertThat(Files.exists(LAB.stage().user())).isTrue();
    }

    @Test
    void whatIsWorseThanItsSiblingIsAskedOnceByItsKidAndKeepsItsExitCode() {
        assertThat(status.state(ids.get(3))).isEqualTo("finished");
        stopped(4, "score 3 is worse than ");
        assertThat(status.exitCode(ids.get(4)).asInt()).isEqualTo(5);
        assertThat(asked()).containsOnlyOnce("polite");
        assertThat(LAB.slurm().state(status.jobId(ids.get(4)))).startsWith("FAILED");
    }

    @Test
    void aDeafSiblingIsAskedOnceAndKilledByItsKidAfterTheGrace() {
        stopped(5, "score 3 is worse than ");
        assertThat(status.exitCode(ids.get(5)).asInt()).isEqualTo(137);
        assertThat(asked()).containsOnlyOnce("deaf").doesNotContain("good");
        assertThat(LAB.slurm().state(status.jobId(ids.get(5)))).startsWith("FAILED");
    }

    private static List<String> asked() {
        return Stage.lines(LAB.stage().user().resolve("pruned"));
    }
}
