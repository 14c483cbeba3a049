package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The testbed's Slurm controller in the hands of a test that runs as root: frozen, killed, robbed of its memory. */
final class Slurmctld {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Account root = new Account("root", "", Path.of("/root"), false, List.of());
    private final Path testbed = Path.of(System.getenv().getOrDefault("TESTBED_DIR", "/tmp/neronet-testbed"));
    private final Path script = Stage.checkout().resolve("testbed/slurm");

    /** From now on it answers nobody, and does afterwards what it was asked meanwhile. */
    void freeze() {
        run("kill", "-STOP", pid());
    }

    void thaw() {
        run("kill", "-CONT", pid());
    }

    /** SIGKILL: what it has not saved yet it will not know. */
    void kill() {
        run(script.toString(), "kill", "ctld");
    }

    /** The end that an administrator gives it. */
    void stop() {
        run(script.toString(), "stop", "ctld");
    }

    void start() {
        run(script.toString(), "start", "ctld");
    }

    /** Keeps a copy of what it has saved. */
    void remember() {
        run("sh", "-c", "rm -rf state.kept && cp -a state state.kept", "sh");
    }

    /** Puts the kept copy in the place of what it has saved since; it must not run. */
    void forget() {
        run("sh", "-c", "rm -rf state && mv state.kept state", "sh");
    }

    private String pid() {
        var pid = Stage.text(testbed.resolve("pid/slurmctld")).split(" ")[0];
        assertThat(Processes.lives(Long.parseLong(pid))).as("slurmctld lives").isTrue();
        return pid;
    }

    private void run(String... words) {
        var argv = new java.util.ArrayList<>(
                List.of("env", "-C", testbed.resolve("slurm").toString()));
        argv.addAll(List.of(words));
        Run.of(root, Map.of("TESTBED_DIR", testbed.toString()), LIMIT, argv).ok();
    }
}
