package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** Neroman and neromum are killed at the worst moments; each experiment still runs exactly once and is told of in full. */
@Tag("slurm")
@Tag("long")
@Tag("sshd")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@UsesCluster
class KillIT {
    private static final int ROUNDS = 5;

    @RegisterExtension
    static final Lab LAB = Lab.withCluster();

    @BeforeAll
    void addTheCluster() {
        LAB.neroman().addCluster("triton", "triton", "slurm");
    }

    @Test
    void aSubmitKilledAnywhereIsRepeatedWithoutHarm() throws InterruptedException {
        long seed = Long.getLong("neronet.seed", System.nanoTime());
        System.err.println("KillIT: -Dneronet.seed=" + seed);
        var random = new Random(seed);
        var all = new ArrayList<Long>();
        var rounds = new ArrayList<Ticks>();

        for (int round = 0; round < ROUNDS; round++) {
            var ticks = Ticks.brief(LAB, "round" + round, 4);
            var ids = LAB.neroman().add(ticks.folder());
            var range = ids.get(0) + "-" + ids.get(3);
            try (var submit = LAB.neroman().start("--submit", "triton", range)) {
                submit.process().waitFor(50 + random.nextInt(1450), TimeUnit.MILLISECONDS);
                submit.kill();
            }
            LAB.neroman().run("--submit", "triton", range).ok();
            all.addAll(ids);
            rounds.add(ticks);
        }

        var status = LAB.neroman().awaitStates(all, "finished", Duration.ofSeconds(60));
        rounds.forEach(ticks -> ticks.startedOnce(4));
        assertThat(all.stream().map(status::jobId).distinct()).hasSize(all.size());
        all.forEach(id -> assertThat(Ticks.values(status, id)).isEqualTo(3));
    }

    @Test
    void aKilledWatchHarmsNothing() {
        var ticks = Ticks.gated(LAB, "watched", 2, 0);
        var ids = LAB.neroman().add(ticks.folder());
        LAB.neroman().run("--submit", "triton", ids.get(0) + "-" + ids.get(1)).ok();
        try (var watch = LAB.neroman().start("watch")) {
            Await.until(
                    Duration.ofSeconds(20),
                    watch::printed,
                    () -> watch.printed().contains("running"));
            watch.kill();
        }
        ticks.open();

        var status = LAB.neroman().awaitStates(ids, "finished", Duration.ofSeconds(60));

        ticks.startedOnce(2);
        ids.forEach(id -> ticks.isComplete(status, id, LAB.attempt(LAB.clusterRoot(), id)));
    }

    @Test
    void aKilledMumIsRevivedAndKnowsEverything() {
        var digits = Digits.copy(LAB, "paced", "--pace 1", Map.of());
        var ids = LAB.neroman().add(digits.folder());
        LAB.neroman().run("--submit", "triton", ids.get(0) + "-" + ids.get(23)).ok();
        try (var watch = LAB.neroman().start("watch")) {
            Await.until(
                    Duration.ofSeconds(60),
                    () -> "started: " + Stage.lines(digits.starts()),
                    () -> Stage.lines(digits.starts()).size() == 24);
            var before = LAB.neroman().status();
            assertThat(ids).as("live ones").anyMatch(id -> before.state(id).equals("running"));
            assertThat(ids)
                    .as("some have reported")
                    .anyMatch(id -> before.metric(id, "val_loss").has("count"));
            // With a watch open there is a bridge beside the daemon.
            var mums = LAB.processes().mums();
            assertThat(mums).hasSizeGreaterThan(1);
            mums.forEach(Processes.Seen::kill);
            watch.kill();
        }

        var revived = LAB.neroman().status();

        assertThat(ids).as("live ones").anyMatch(id -> revived.state(id).equals("running"));
        assertThat(LAB.processes().mums()).as("mum is back after a status").isNotEmpty();
        var status = LAB.neroman().awaitStates(ids, "finished", Duration.ofSeconds(150));
        digits.startedOnce(24);
        for (long id : ids) {
            digits.metricsAreComplete(status.experiment(id), LAB.attempt(LAB.clusterRoot(), id));
            assertThat(status.metric(id, "val_loss").path("count").asInt()).isEqualTo(20);
            assertThat(LAB.slurm().state(status.jobId(id))).isEqualTo("COMPLETED");
        }
        digits.logsAreTheOutput(ids.get(7), LAB.attempt(LAB.clusterRoot(), ids.get(7)));
        assertThat(jsonValues(ids.get(7))).hasSize(40);
    }

    /** All values of one experiment, one by one. */
    private static List<Double> jsonValues(long id) {
        var values = new ArrayList<Double>();
        LAB.neroman()
                .json("metrics", Long.toString(id), "--json")
                .findValues("value")
                .forEach(node -> {
                    if (node.isNumber()) {
                        values.add(node.asDouble());
                    }
                });
        return values;
    }
}
