package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** A program that counts its signals on real Slurm: each comes once; what was cut off goes on. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@UsesOtherCluster
class LimitsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration OVER_A_MINUTE = Duration.ofSeconds(120);
    private static final List<String> NAMES = List.of("scancelled", "terminated", "asked", "warned", "preempted");

    /** Takes signals one by one, and leaves when a TERM was followed by none for a while. */
    private static final String COUNTER = """
            import os, signal, sys
            wanted = {signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT,
                      signal.SIGXCPU, signal.SIGALRM}
            signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
            log = os.open(os.environ['COUNT'], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            open('checkpoint', 'w').close()
            patience = 600
            while True:
                info = signal.sigtimedwait(wanted, patience)
                if info is None:
                    sys.exit(1)
                os.write(log, (signal.Signals(info.si_signo).name + '\\n').encode())
                if info.si_signo == signal.SIGTERM:
                    patience = 1.5
            """;

    private static final String CONFIG = """
            command: python3 count.py
            env: {COUNT: 'FOLDER/{name}'}
            resume_command: sh -c 'ls checkpoint && echo $NERONET_ATTEMPT $NERONET_RESUMED'
            +scancelled: {parameters: {name: scancelled}}
            +terminated: {parameters: {name: terminated}, retries: 3}
            +asked:
              parameters: {name: asked}
              resources: {time: 1m}
              sbatch_args: --partition=short --signal=B:USR1@30
            +warned:
              parameters: {name: warned}
              resources: {time: 1m}
              sbatch_args: --partition=short
              before_time_limit: 30s
              retries: 1
            +preempted:
              parameters: {name: preempted}
              sbatch_args: --partition=scavenge --nodelist=node4 --exclusive
              retries: 1
            """;

    @RegisterExtension
    static final Lab LAB = Lab.withOtherCluster();

    private Path counts;
    private long first;

    @BeforeAll
    void submitAll() {
        LAB.neroman().addCluster("triton", "triton", "slurm");
        counts = LAB.stage().user();
        var config = CONFIG.replace("FOLDER", counts.toString()).lines().toList();
        var folder = LAB.stage().experiment("limits", config);
        LAB.stage().write(folder.resolve("count.py"), COUNTER);
        var ids = LAB.neroman().add(folder);
        first = ids.get(0);
        assertThat(ids).hasSameSizeAs(NAMES);
        LAB.neroman()
                .run("submit", "triton", first + "-" + (first + NAMES.size() - 1))
                .ok();
        NAMES.forEach(
                name -> Await.until(LIMIT, () -> name + " does not start", () -> Files.exists(counts.resolve(name))));
    }

    private long id(String name) {
        return first + NAMES.indexOf(name);
    }

    private Status awaitState(String name, String state, Duration limit) {
        return LAB.neroman().awaitStates(id(name), id(name), state, limit);
    }

    private List<String> signals(String name) {
        return Stage.lines(counts.resolve(name));
    }

    @Test
    @Order(1)
    void preemptionIsOneTermAndTheNextAttemptGoesOn() {
        LAB.slurm().batch("--partition=urgent", "--nodelist=node4", "--exclusive", "--wrap=sleep 1");

        var status = awaitState("preempted", "finished", LIMIT);

        assertThat(signals("preempted")).containsExactly("SIGTERM");
        assertThat(LAB.neroman().run("logs", "" + id("preempted")).ok().out()).isEqualTo("checkpoint\n2 1\n");
        var attempts = LAB.neroman()
                .json("show", "" + id("preempted"), "--json")
                .path("experiment")
                .path("attempts");
        assertThat(attempts.get(0).path("state").asText()).isEqualTo("preempted");
        assertThat(status.experiment(id("preempted")).path("warnings").toString())
                .contains("goes on from attempt 1: preempted by other work");
    }

    @Test
    @Order(2)
    void scancelIsOneTerm() {
        var job = LAB.neroman()
                .await(
                        LIMIT,
                        "a job id",
                        status -> !status.jobId(id("scancelled")).equals("null"));
        LAB.slurm().cancel(List.of(job.jobId(id("scancelled"))));

        awaitState("scancelled", "terminated", LIMIT);

        assertThat(signals("scancelled")).containsExactly("SIGTERM");
    }

    @Test
    @Order(3)
    void terminateIsOneTermAndNothingFollows() {
        LAB.neroman().run("terminate", "" + id("terminated")).ok();

        var status = awaitState("terminated", "terminated", LIMIT);

        assertThat(signals("terminated")).containsExactly("SIGTERM");
        assertThat(status.experiment(id("terminated")).path("attempt").asInt()).isEqualTo(1);
    }

    @Test
    @Order(4)
    void theUsersOwnSignalComesOnceAndTheTimeLimitIsTold() {
        var status = awaitState("asked", "timed_out", OVER_A_MINUTE);

        assertThat(signals("asked")).containsExactly("SIGUSR1", "SIGTERM");
        assertThat(LAB.slurm().state(status.jobId(id("asked")))).isEqualTo("TIMEOUT");
        assertThat(status.reason(id("asked"))).isEqualTo("over its time limit");
    }

    @Test
    @Order(5)
    void theWarningComesOnceAndTheProgramGoesOnInTheNextAttempt() {
        awaitState("warned", "finished", LIMIT);

        assertThat(signals("warned")).containsExactly("SIGUSR1", "SIGTERM");
        var attempt = LAB.attempt(LAB.clusterRoot(), id("warned"));
        assertThat(Files.exists(attempt.stopFile())).isTrue();
        assertThat(LAB.neroman().run("logs", "" + id("warned")).ok().out()).isEqualTo("checkpoint\n2 1\n");
    }
}
