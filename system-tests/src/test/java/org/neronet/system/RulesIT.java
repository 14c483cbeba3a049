package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Rules end what they should, how they should, and leave the others alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private Status status;
    private List<Long> ids;

    @BeforeAll
    void everythingEnds() {
        LAB.neroman().clusters("local: {slots: 12}");
        var user = LAB.stage().user();
        var folder = LAB.stage()
                .experiment(
                        "rules",
                        List.of(
                                "env: {PIDS: '" + user.resolve("rules.pids") + "', SAVED: '" + user.resolve("saved")
                                        + "', PRUNED: '" + user.resolve("pruned") + "', GO: '" + user.resolve("go")
                                        + "'}",
                                "+patience:",
                                "  command: [sh, -c, 'for v in 5 4 4 4 4 4; do echo val_loss $v; sleep 0.1; done; sleep 600']",
                                "  stop: {metric: val_loss, patience: 3}",
                                "+group:",
                                "  command: [sh, -c, 'trap \"\" TERM; sleep 600 & echo $! >>$PIDS; echo $$ >>$PIDS; echo loss 99; while :; do sleep 1; done']",
                                "  stop: {metric: loss, gt: 50, action: kill, kill_after: 1s}",
                                "+nan:",
                                "  command: [sh, -c, 'echo loss nan; sleep 600']",
                                "  stop: nan",
                                "+quiet:",
                                "  command: [sh, -c, 'echo loss 1; sleep 7; echo loss 2']",
                                "  stop: {no_output: 3s}",
                                "+soft:",
                                "  command: [sh, -c, 'trap : TERM; echo loss 9; while [ ! -e $NERONET_STOP_FILE ]; do sleep 0.1; done; echo saved >$SAVED; exit 0']",
                                "  stop: {when: 'loss > 5 and not loss > 10'}",
                                "+original:",
                                "  command: [sh, -c, 'echo error_rate 60; sleep 600']",
                                "  conditions: {high: {variablename: error_rate, killvalue: 50, comparator: geq, when: immediately, action: kill}}",
                                "+later:",
                                "  command: [sh, -c, 'echo error_rate 60; sleep 1']",
                                "  conditions: {high: {variablename: error_rate, killvalue: 50, comparator: gt, when: time 100, action: kill}}",
                                "+time:",
                                "  command: [sleep, '600']",
                                "  stop: {max_time: 2s}",
                                "+early:",
                                "  command: [sh, -c, 'echo loss nan; exit 3']",
                                "  stop: nan",
                                "+prune:",
                                "  command: [sh, -c, 'trap \"echo {kind} >>$PRUNED; [ {kind} = deaf ] || exit 5\" TERM; until [ {kind} = good ] || [ -e $GO ]; do sleep 0.1; done; echo \"step 1 score {score}\"; n=0; while [ $n -lt {stay} ]; do sleep 0.2; n=$((n+1)); done; exit 0']",
                                "  parameters: {score: [9, 3, 3], stay: [50, 900, 900], kind: [good, polite, deaf]}",
                                "  sweep: zip",
                                "  stop: {prune: asha, metric: score, eta: 2, kill_after: 3s}"));
        ids = LAB.neroman().add(folder);
        LAB.neroman().run("submit", "local", ids.get(0) + "-" + ids.get(11)).ok();
        // Its worse siblings report only then: who is first has nobody to be compared with.
        LAB.neroman()
                .await(
                        LIMIT,
                        "a value of the good one",
                        now -> now.metric(ids.get(9), "score").has("last"));
        LAB.stage().write(user.resolve("go"), "");
        status = LAB.neroman()
                .await(
                        LIMIT,
                        "all ended",
                        now -> now.states(ids.get(0), ids.get(11)).stream().noneMatch(Status.LIVE::contains));
    }

    private void stopped(int index, String reason) {
        assertThat(status.state(ids.get(index))).as(status.json().toString()).isEqualTo("stopped");
        assertThat(status.reason(ids.get(index))).contains(reason);
    }

    @Test
    void whatNoLongerImprovesIsStopped() {
        stopped(0, "val_loss 4 no improvement for 3 values (best 4 at 1)");
    }

    @Test
    void aGroupThatIsDeafIsKilledWithItsChildren() {
        stopped(1, "loss 99 > 50");
        var pids = new ArrayList<>(Stage.lines(LAB.stage().user().resolve("rules.pids")).stream()
                .map(Long::valueOf)
                .toList());
        assertThat(pids).hasSize(2);
        Await.until(LIMIT, () -> "still there: " + pids, () -> pids.stream().noneMatch(Processes::lives));
    }

    @Test
    void aLossThatIsNoNumberStops() {
        stopped(2, "loss NaN at 0");
    }

    @Test
    void silenceOnlyWarns() {
        assertThat(status.state(ids.get(3))).isEqualTo("finished");
        assertThat(status.experiment(ids.get(3)).path("warnings").toString()).contains("no output for 3s");
    }

    @Test
    void aProgramThatSavesItsWorkIsStoppedAndKeepsItsExitCode() {
        stopped(4, "loss > 5 and not loss > 10 with loss 9");
        assertThat(status.exitCode(ids.get(4)).asInt()).isZero();
        assertThat(Files.exists(LAB.stage().user().resolve("saved"))).isTrue();
    }

    @Test
    void theOriginalsConditionsActWhenTheySay() {
        stopped(5, "error_rate 60 >= 50");
        assertThat(status.state(ids.get(6))).isEqualTo("finished");
    }

    @Test
    void timeIsUp() {
        stopped(7, "of at most 2s");
    }

    @Test
    void whatIsWorseThanItsSiblingsIsAskedOnceAndKilledAfterItsGrace() {
        assertThat(status.state(ids.get(9))).isEqualTo("finished");
        stopped(10, "score 3 is worse than ");
        stopped(11, "score 3 is worse than ");
        assertThat(status.exitCode(ids.get(10)).asInt()).isEqualTo(5);
        assertThat(status.exitCode(ids.get(11)).asInt()).isEqualTo(137);
        assertThat(Stage.lines(LAB.stage().user().resolve("pruned"))).containsExactlyInAnyOrder("polite", "deaf");
    }

    @Test
    void whatEndedByItselfWasNotStopped() {
        assertThat(status.state(ids.get(8))).isEqualTo("failed");
        assertThat(status.exitCode(ids.get(8)).asInt()).isEqualTo(3);
    }
}
