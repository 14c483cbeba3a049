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

/** {@code terminate} ends what it names and nothing else. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesOtherCluster
class TerminateIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.withOtherCluster();

    @BeforeAll
    void clusters() {
        LAB.neroman()
                .clusters(
                        "local: {slots: 4}",
                        "triton: {ssh_address: triton, type: slurm}",
                        "tri: {ssh_address: triton, type: direct, slots: 4}");
    }

    @Test
    void runningAndWaitingJobsAreCancelledAndOthersUntouched() {
        var ticks = Ticks.gated(LAB, "slow", 12, 0);
        // One that waits for sure, however much of the cluster is free.
        var late = Ticks.gated(LAB, "late", 1, 0, "sbatch_args: --begin=now+1hour");
        long first = LAB.neroman().add(ticks.folder()).get(0);
        long waiting = LAB.neroman().add(late.folder()).get(0);
        LAB.neroman().run("submit", "triton", first + "-" + (first + 11)).ok();
        LAB.neroman().run("submit", "triton", Long.toString(waiting)).ok();
        LAB.neroman().awaitStates(first, first + 11, "running", LIMIT);
        LAB.neroman().awaitStates(waiting, waiting, "queued", LIMIT);

        LAB.neroman()
                .run("terminate", (first + 4) + "-" + (first + 7) + "," + waiting)
                .ok();

        LAB.neroman().awaitStates(first + 4, first + 7, "terminated", LIMIT);
        var status = LAB.neroman().awaitStates(waiting, waiting, "terminated", LIMIT);
        assertThat(status.states(first, first + 3)).as("others").containsOnly("running");
        assertThat(status.states(first + 8, first + 11)).as("others").containsOnly("running");
        ticks.open();
        LAB.neroman().awaitStates(first, first + 3, "finished", LIMIT);
        status = LAB.neroman().awaitStates(first + 8, first + 11, "finished", LIMIT);
        for (long id = first; id < first + 12; id++) {
            boolean victim = id >= first + 4 && id < first + 8;
            assertThat(LAB.slurm().state(status.jobId(id))).startsWith(victim ? "CANCELLED" : "COMPLETED");
        }
        ticks.startedOnce(12);
        late.startedOnce(0);
    }

    @Test
    @Tag("long")
    void onADirectQueueOverSshTheWholeGroupGoes() {
        groupGoes("tri");
    }

    @Test
    void onThisMachineTheWholeGroupGoes() {
        groupGoes("local");
    }

    private static void groupGoes(String cluster) {
        var pids = LAB.stage().user().resolve(cluster + ".pids");
        var folder = LAB.stage()
                .experiment(
                        "group-" + cluster,
                        List.of(
                                "env: {PIDS: '" + pids + "'}",
                                "+children:",
                                "  command: [sh, -c, 'sleep 600 & echo $! >>$PIDS; sleep 601 & echo $! >>$PIDS; echo $$ >>$PIDS; wait']",
                                "+deaf:",
                                "  command: [sh, -c, 'trap \"\" TERM; echo $$ >>$PIDS; while :; do sleep 1; done']",
                                "+bystander:",
                                "  command: [sh, -c, 'sleep 4; echo done']"));
        var ids = LAB.neroman().add(folder);
        var all = LAB.neroman()
                .run("submit", cluster, ids.get(0) + "-" + ids.get(2))
                .ok();
        Await.until(
                LIMIT,
                () -> Stage.lines(pids) + " after " + all,
                () -> Stage.lines(pids).size() == 4);
        var victims =
                new ArrayList<>(Stage.lines(pids).stream().map(Long::valueOf).toList());
        assertThat(victims).allMatch(Processes::lives);

        LAB.neroman().run("terminate", ids.get(0) + "-" + ids.get(1)).ok();

        LAB.neroman().awaitStates(ids.get(0), ids.get(1), "terminated", LIMIT);
        Await.until(
                LIMIT, () -> "still there: " + victims, () -> victims.stream().noneMatch(Processes::lives));
        LAB.neroman().awaitStates(ids.get(2), ids.get(2), "finished", LIMIT);
        assertThat(Files.exists(pids)).isTrue();
    }
}
