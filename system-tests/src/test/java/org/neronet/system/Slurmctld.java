package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

/** The testbed's Slurm controller in the hands of a test that runs as root: frozen, killed, robbed of its memory. */
final class Slurmctld {
    private final TestbedSlurm testbed = new TestbedSlurm();

    /** From now on it answers nobody, and does afterwards what it was asked meanwhile. */
    void freeze() {
        testbed.run("kill", "-STOP", pid());
    }

    void thaw() {
        testbed.run("kill", "-CONT", pid());
    }

    /** SIGKILL: what it has not saved yet it will not know. */
    void kill() {
        testbed.daemon("kill", "ctld");
    }

    /** The end that an administrator gives it. */
    void stop() {
        testbed.daemon("stop", "ctld");
    }

    void start() {
        testbed.daemon("start", "ctld");
    }

    /** Keeps a copy of what it has saved. */
    void remember() {
        testbed.run("sh", "-c", "rm -rf state.kept && cp -a state state.kept", "sh");
    }

    /** Puts the kept copy in the place of what it has saved since; it must not run. */
    void forget() {
        testbed.run("sh", "-c", "rm -rf state && mv state.kept state", "sh");
    }

    private String pid() {
        long pid = testbed.pid("slurmctld");
        assertThat(Processes.lives(pid)).as("slurmctld lives").isTrue();
        return Long.toString(pid);
    }
}
