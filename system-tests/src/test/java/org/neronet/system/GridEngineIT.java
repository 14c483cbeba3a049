package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Experiments over SSH and a real Grid Engine, as the user sees them and as the scheduler's own records have them. */
@Tag("gridengine")
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class GridEngineIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Writes down each signal, and leaves when one was followed by none for a while. */
    private static final String COUNTER = """
            import os, signal, sys
            wanted = {signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2, signal.SIGINT, signal.SIGHUP, signal.SIGXCPU}
            signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
            log = os.open('FOLDER/' + sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            patience = 600
            while True:
                info = signal.sigtimedwait(wanted, patience)
                if info is None:
                    sys.exit(1)
                os.write(log, (signal.Signals(info.si_signo).name + '\\n').encode())
                patience = 1
            """;

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private final GridEngine sge = new GridEngine(LAB.account());

    @BeforeAll
    void addTheCluster() {
        LAB.neroman()
                .run("cluster", "add", "sge", "triton", "--type", "gridengine")
                .ok();
        LAB.neroman().clusters().add("sge");
    }

    @AfterAll
    void leaveNoJob() {
        sge.cancelAll();
        Await.until(LIMIT, () -> "jobs left: " + sge.live(), () -> sge.live().isEmpty());
    }

    @Test
    void eightRunOverTheDeathOfMum() {
        var ticks = Ticks.gated(LAB, "eight", 8, 0);
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("--submit", "sge", first + "-" + (first + 7)).ok();
        LAB.neroman().awaitStates(first, first + 7, "running", LIMIT);

        LAB.processes().mums().forEach(Processes.Seen::kill);
        ticks.open();

        var status = LAB.neroman().awaitStates(first, first + 7, "finished", LIMIT);
        ticks.startedOnce(8);
        for (long id = first; id < first + 8; id++) {
            ticks.isComplete(status, id, LAB.attempt(LAB.clusterRoot(), id));
            assertThat(sge.account(status.jobId(id))).containsEntry("exit_status", "0");
        }
        assertThat(LAB.neroman().run("logs", Long.toString(first)).ok().out()).startsWith("loss 0.5\n");
    }

    @Test
    @Tag("long")
    void oneWaitingAndOneRunningAreTerminated() {
        var running = Ticks.gated(LAB, "stays", 1, 0);
        var waiting = Ticks.gated(LAB, "waits", 1, 0);
        long first = LAB.neroman().add(running.folder()).get(0);
        long second = LAB.neroman().add(waiting.folder()).get(0);
        LAB.neroman().run("submit", "sge", Long.toString(first)).ok();
        LAB.neroman().awaitStates(first, first, "running", LIMIT);
        LAB.neroman().run("config", "set", "clusters.sge.qsub_args", "-h").ok();
        LAB.neroman().run("submit", "sge", Long.toString(second)).ok();
        LAB.neroman().awaitStates(second, second, "queued", LIMIT);
        LAB.neroman().run("config", "set", "clusters.sge.qsub_args", "-p -1").ok();

        LAB.neroman().run("terminate", first + "," + second).ok();

        var status = LAB.neroman().awaitStates(List.of(first, second), "terminated", LIMIT);
        assertThat(sge.account(status.jobId(first)))
                .hasEntrySatisfying("failed", said -> assertThat(said).startsWith("100"));
        waiting.startedOnce(0);
        running.open();
        waiting.open();
    }

    @Test
    @Tag("long")
    void aJobInItsQueueIsHeldAndReleasedAndHostsAreTold() {
        var ticks = Ticks.gated(LAB, "held", 1, 0);
        long id = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("config", "set", "clusters.sge.qsub_args", "-h").ok();
        LAB.neroman().run("submit", "sge", Long.toString(id)).ok();
        LAB.neroman().awaitStates(List.of(id), "queued", LIMIT);
        LAB.neroman().run("config", "set", "clusters.sge.qsub_args", "-p -1").ok();

        LAB.neroman().run("hold", Long.toString(id)).ok();
        assertThat(LAB.neroman().status().reason(id)).isEqualTo("held");
        assertThat(sge.live().toString()).contains("hqw");
        LAB.neroman().run("release", Long.toString(id)).ok();

        LAB.neroman().awaitStates(List.of(id), "running", LIMIT);
        var nodes = LAB.neroman().json("nodes", "sge", "--json");
        assertThat(nodes.path("partitions").findValuesAsText("name")).contains("all.q", "short.q");
        assertThat(nodes.path("nodes").path(0).path("cpus").asLong()).isPositive();
        ticks.open();
        LAB.neroman().awaitStates(List.of(id), "finished", LIMIT);
    }

    @Test
    @Tag("long")
    void aPackIsOneJobAndOneOfItIsTerminatedAlone() {
        var ticks = Ticks.gated(LAB, "packed", 4, 0, "resources: {pack: 4}");
        long first = LAB.neroman().add(ticks.folder()).get(0);
        LAB.neroman().run("submit", "sge", first + "-" + (first + 3)).ok();
        LAB.neroman().awaitStates(first, first, "running", LIMIT);

        LAB.neroman().run("terminate", first + "," + (first + 3)).ok();

        LAB.neroman().awaitEach("terminated", LIMIT, first, first + 3);
        ticks.open();
        var status = LAB.neroman().awaitStates(first + 1, first + 2, "finished", LIMIT);
        ticks.startedOnce(3);
        assertThat(List.of(status.jobId(first + 1), status.jobId(first + 2))).containsOnly(status.jobId(first));
        assertThat(sge.account(status.jobId(first))).containsEntry("exit_status", "0");
    }

    @Test
    @Tag("long")
    void qdelWarnsAProgramOnceIfItIsToAndElseNot() {
        var folder = LAB.stage()
                .experiment(
                        "signals",
                        List.of(
                                "command: python3 count.py {to}",
                                "required_files: [count.py]",
                                "parameters: {to: [told, plain]}"));
        var users = LAB.stage().user();
        LAB.stage().write(folder.resolve("count.py"), COUNTER.replace("FOLDER", users.toString()));
        long told = LAB.neroman().add(folder).get(0);
        start("sge: {ssh_address: triton, type: gridengine, qsub_args: -notify}", told, users.resolve("told"));
        start("sge: {ssh_address: triton, type: gridengine}", told + 1, users.resolve("plain"));

        sge.cancelAll();

        Await.until(LIMIT, () -> "jobs left: " + sge.live(), () -> sge.live().isEmpty());
        // It left by itself when it was warned, with the code that it chose.
        LAB.neroman().awaitEach("failed", LIMIT, told);
        LAB.neroman().awaitEach("terminated", LIMIT, told + 1);
        assertThat(Stage.lines(users.resolve("told"))).containsExactly("SIGUSR2");
        assertThat(Stage.lines(users.resolve("plain"))).isEmpty();
    }

    private static void start(String cluster, long id, Path started) {
        LAB.neroman().clusters(cluster);
        LAB.neroman().run("submit", "sge", Long.toString(id)).ok();
        Await.until(LIMIT, () -> started + " does not start", () -> Files.exists(started));
    }

    @Test
    @Tag("long")
    void endsHaveTheirCauses() {
        var folder = LAB.stage()
                .experiment(
                        "ends",
                        List.of(
                                "+three: {command: [sh, -c, 'echo before; exit 3']}",
                                "+again: {command: [sh, -c, 'exit 99']}",
                                "+late: {command: sleep 600, resources: {time: 3s}}",
                                "+wide: {command: 'true', resources: {cpus: 2}}"));
        long first = LAB.neroman().add(folder).get(0);
        LAB.neroman().run("submit", "sge", first + "-" + (first + 3)).exits(0, 6);

        var status = LAB.neroman().awaitStates(first, first + 1, "failed", LIMIT);
        assertThat(status.exitCode(first).asInt()).isEqualTo(3);
        assertThat(status.exitCode(first + 1).asInt()).isEqualTo(99);
        assertThat(sge.account(status.jobId(first))).containsEntry("exit_status", "3");
        status = LAB.neroman().awaitStates(first + 2, first + 2, "timed_out", LIMIT);
        assertThat(sge.account(status.jobId(first + 2)))
                .hasEntrySatisfying("failed", said -> assertThat(said).startsWith("37"));
        status = LAB.neroman().awaitStates(first + 3, first + 3, "submit_failed", LIMIT);
        assertThat(status.reason(first + 3)).contains("parallel_environment: NAME");
    }
}
