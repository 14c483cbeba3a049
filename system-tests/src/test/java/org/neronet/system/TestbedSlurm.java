package org.neronet.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The testbed's Slurm in the hands of a test that runs as root. */
final class TestbedSlurm {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Account ROOT = new Account("root", "", Path.of("/root"), false, List.of());

    private final Path testbed = Path.of(System.getenv().getOrDefault("TESTBED_DIR", "/tmp/neronet-testbed"));
    private final Path script = Stage.checkout().resolve("testbed/slurm");

    /**
     * Starts, stops or kills one of its daemons and waits until that is done.
     *
     * @param verb {@code start}, {@code stop} or {@code kill}
     * @param daemon {@code ctld}, {@code dbd} or {@code node1} to {@code node4}
     */
    void daemon(String verb, String daemon) {
        run(script.toString(), verb, daemon);
    }

    /** The process of a daemon, such as {@code slurmctld}. */
    long pid(String daemon) {
        return Long.parseLong(Stage.text(testbed.resolve("pid/" + daemon)).split(" ")[0]);
    }

    /** Runs words in the folder with its state. */
    void run(String... words) {
        var argv = new ArrayList<>(List.of("env", "-C", testbed.resolve("slurm").toString()));
        argv.addAll(List.of(words));
        Run.of(ROOT, Map.of("TESTBED_DIR", testbed.toString()), LIMIT, argv).ok();
    }
}
