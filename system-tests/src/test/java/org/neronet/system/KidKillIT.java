package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Nerokids are killed while jobs run: the jobs do not notice, and not a value or a byte is missing or doubled. */
@Tag("slurm")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesOtherCluster
class KidKillIT {
    private static final Duration BACK = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BAD_EXIT = 5;

    @RegisterExtension
    static final Lab LAB = Lab.withOtherCluster();

    /** An experiment that ends well and one that does not, on one cluster. */
    private record Pair(Ticks good, long goodId, Ticks bad, long badId) {
        static Pair submit(String cluster) {
            var good = Ticks.gated(LAB, "good-" + cluster, 1, 0);
            var bad = Ticks.gated(LAB, "bad-" + cluster, 1, BAD_EXIT);
            long goodId = LAB.neroman().add(good.folder()).get(0);
            long badId = LAB.neroman().add(bad.folder()).get(0);
            LAB.neroman().run("submit", cluster, goodId + "," + badId).ok();
            return new Pair(good, goodId, bad, badId);
        }

        boolean havePrinted(Status status) {
            return List.of(goodId, badId).stream().allMatch(id -> Ticks.values(status, id) > 2);
        }
    }

    private final Map<String, Pair> pairs = new HashMap<>();

    @BeforeAll
    void killAllKidsTwice() {
        LAB.neroman()
                .clusters(
                        "local: {slots: 4}",
                        "triton: {ssh_address: triton, type: slurm}",
                        "tri: {ssh_address: triton, type: direct, slots: 4}");
        for (var cluster : List.of("triton", "tri", "local")) {
            pairs.put(cluster, Pair.submit(cluster));
        }
        LAB.neroman()
                .await(
                        LIMIT,
                        "all have printed",
                        status -> pairs.values().stream().allMatch(pair -> pair.havePrinted(status)));
        killKidsAndSeeThemBack();
        killKidsAndSeeThemBack();
        pairs.values().forEach(pair -> {
            pair.good().open();
            pair.bad().open();
        });
    }

    /** One beside each of two Slurm jobs, one for all of each direct queue. */
    private static void killKidsAndSeeThemBack() {
        Await.until(
                BACK,
                () -> "kids: " + LAB.processes().kids(),
                () -> LAB.processes().kids().size() == 4);
        var kids = LAB.processes().kids();
        kids.forEach(Processes.Seen::kill);
        Await.until(
                BACK,
                () -> "killed: " + kids + ", now: " + LAB.processes().kids(),
                () -> LAB.processes().kids().stream()
                                .filter(kid -> !kids.contains(kid))
                                .count()
                        == 4);
    }

    @Test
    void jobsOfSlurmAreWhole() {
        areWhole(pairs.get("triton"), LAB.clusterRoot());
    }

    @Test
    void jobsOfADirectQueueAreWhole() {
        areWhole(pairs.get("tri"), LAB.clusterRoot());
    }

    @Test
    void jobsOfThisMachineAreWhole() {
        areWhole(pairs.get("local"), LAB.neroman().home());
    }

    private static void areWhole(Pair pair, Path root) {
        LAB.neroman().awaitStates(pair.goodId(), pair.goodId(), "finished", LIMIT);
        var status = LAB.neroman().awaitStates(pair.badId(), pair.badId(), "failed", LIMIT);
        assertThat(status.exitCode(pair.goodId()).asInt(-1)).isZero();
        assertThat(status.exitCode(pair.badId()).asInt(-1)).isEqualTo(BAD_EXIT);
        pair.good().startedOnce(1);
        pair.bad().startedOnce(1);
        pair.good().isComplete(status, pair.goodId(), LAB.attempt(root, pair.goodId()));
        pair.bad().isComplete(status, pair.badId(), LAB.attempt(root, pair.badId()));
    }
}
