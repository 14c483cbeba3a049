package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mum is killed again and again while she hands over many experiments; none starts twice and none is forgotten. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class SubmissionRigIT {
    /** What the states may take after the last kill: two looks at Slurm's list 30 s apart, and a new mum. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private static final int LONGEST_SUBMIT_MILLIS = 900;
    private static final int LONGEST_HANDOVER_MILLIS = 60;
    /** For a new mum to begin with what waits, if anything does. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    private final List<String> points = new ArrayList<>();

    @BeforeAll
    void addTheCluster() {
        LAB.neroman().addCluster("triton", "triton", "slurm");
    }

    @Test
    void tenKillsOfMumInASubmitOfThirtyStartEachOnce() throws InterruptedException {
        killWhileSubmitting("ten", 30, 10);
    }

    @Test
    @Tag("long")
    void twoHundredKillsOfMumInASubmitOfAThousandStartEachOnce() throws InterruptedException {
        killWhileSubmitting("two-hundred", 1000, 200);
    }

    private void killWhileSubmitting(String name, int experiments, int kills) throws InterruptedException {
        long seed = Long.getLong("neronet.seed", System.nanoTime());
        System.err.println("SubmissionRigIT: -Dneronet.seed=" + seed);
        var random = new Random(seed);
        // Eight at a time on the testbed's 64 CPUs, which this machine has not got.
        var ticks = Ticks.trivial(LAB, name, experiments, "resources: {cpus: 8}");
        var ids = LAB.neroman().add(ticks.folder());
        int each = experiments / kills;
        long begin = System.nanoTime();

        var open = new ArrayList<String>();
        for (int kill = 0; kill < kills; kill++) {
            open.add(ids.get(kill * each) + "-" + ids.get((kill + 1) * each - 1));
            if (killDuring(String.join(",", open), random)) {
                open.clear();
            }
            if ((kill + 1) % 20 == 0) {
                System.err.println("SubmissionRigIT: " + (kill + 1) + " of " + kills + " kills after "
                        + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
            }
        }

        if (!open.isEmpty()) {
            LAB.neroman().run("--submit", "triton", String.join(",", open)).ok();
        }
        LAB.neroman().awaitStates(ids, "finished", LIMIT);
        System.err.println("SubmissionRigIT: " + points);
        ticks.startedOnce(experiments);
        assertThat(Ticks.historyFaults(LAB, LAB.clusterRoot())).isEmpty();
    }

    /** Whether mum has promised all of it; what she did not promise is asked for again with the next. */
    private boolean killDuring(String range, Random random) throws InterruptedException {
        long before = batches();
        try (var submit = LAB.neroman().start("--submit", "triton", range)) {
            if (random.nextBoolean()) {
                submit.process().waitFor(random.nextInt(LONGEST_SUBMIT_MILLIS), TimeUnit.MILLISECONDS);
            } else {
                awaitBatch(before);
                pause(random.nextInt(LONGEST_HANDOVER_MILLIS));
            }
            points.add((batches() - before) + (submit.process().isAlive() ? "" : "!"));
            LAB.processes().mums().forEach(Processes.Seen::kill);
            return submit.process().waitFor(60, TimeUnit.SECONDS)
                    && submit.process().exitValue() == 0;
        }
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The moments around sbatch are the dangerous ones, and short; they may come after the submit has its promise. */
    private static void awaitBatch(long before) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (batches() == before && System.nanoTime() < end) {
            pause(1);
        }
    }

    private static long batches() {
        var names = batchFolder().toFile().list();
        return names == null ? 0 : names.length;
    }

    private static Path batchFolder() {
        return LAB.clusterRoot().resolve("work/batch");
    }
}
