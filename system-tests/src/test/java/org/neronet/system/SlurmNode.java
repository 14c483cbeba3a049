package org.neronet.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.neronet.common.testing.Await;

/** A node of the testbed's Slurm in the hands of a test that runs as root. */
record SlurmNode(Lab lab, String name) {
    /** It takes Slurm 20 to 30 s to give a node up. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Slurm hears of it no more; its programs go on. */
    void fallSilent() {
        new TestbedSlurm().daemon("kill", name);
    }

    /** Its power fails: everything on it ends at once, and nobody can tell of it. */
    void loseItsPower() {
        fallSilent();
        // Those first who would report the ends of the others.
        programs().stream()
                .flatMap(program -> program.parent().stream())
                .filter(SlurmNode::isStep)
                .forEach(ProcessHandle::destroyForcibly);
        Await.until(LIMIT, () -> "still on " + name + ": " + programs(), () -> {
            programs().forEach(ProcessHandle::destroyForcibly);
            return programs().isEmpty();
        });
    }

    /** It is as it was before. */
    void comeBack() {
        new TestbedSlurm().daemon("start", name);
        awaitState("idle", "mix", "alloc");
    }

    void awaitDown() {
        awaitState("down", "down*");
    }

    private void awaitState(String... states) {
        Await.until(
                LIMIT,
                () -> name + " is " + lab.slurm().node(name),
                () -> List.of(states).contains(lab.slurm().node(name)));
    }

    private List<ProcessHandle> programs() {
        return Processes.pids()
                .filter(this::isHere)
                .mapToObj(ProcessHandle::of)
                .flatMap(handle -> handle.stream())
                .toList();
    }

    private boolean isHere(long pid) {
        try {
            var environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            var words = new String(environment, StandardCharsets.UTF_8).split("\0");
            return List.of(words).contains("SLURMD_NODENAME=" + name);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isStep(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .startsWith("slurmstepd: ");
        } catch (IOException e) {
            return false;
        }
    }
}
