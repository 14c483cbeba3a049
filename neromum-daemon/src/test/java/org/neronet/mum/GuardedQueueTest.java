package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.batch.Packing;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Pack;
import org.neronet.common.experiment.Resources;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.SlurmWarden;
import org.neronet.mum.warden.WardenTools;

class GuardedQueueTest {
    @TempDir
    Path folder;

    @Test
    void settingsHaveTheirEffectAndTheFenceIsAsked() throws IOException, InterruptedException {
        var asked = new AtomicInteger();
        var tools = new WardenTools(
                (argv, limit) -> new CommandResult(0, argv.get(0).equals("sinfo") ? "2\n64+\n" : "", "", false),
                InstantSource.system(),
                most(Optional.empty()),
                Map.of(),
                folder.resolve("lib/x"));
        try (var queue = new GuardedQueue(new SlurmWarden().open(tools), asked::incrementAndGet, tools.settings())) {
            assertThat(queue.most()).isEqualTo(Integer.MAX_VALUE);
            queue.settings(most(Optional.of(3)));
            assertThat(queue.most()).isEqualTo(3);
            assertThat(queue.pace()).isEqualTo(Duration.ofSeconds(20));

            assertThat(queue.packing(packed(), 40)).isEqualTo(new Packing(10, 4));

            var jobs = List.of(new JobRef("0123456789abcdef", 1, Optional.of("7_1")));
            assertThat(queue.hold(jobs)).isEmpty();
            assertThat(queue.release(jobs)).isEmpty();
            assertThat(asked).hasValue(2);
        }
    }

    private static AttemptPlan packed() {
        var pack = new Pack(Optional.of(10), Optional.empty());
        return new AttemptPlan(
                new AttemptKey("0".repeat(32), 1, 1),
                "x",
                List.of("true"),
                Map.of(),
                List.of(),
                List.of(),
                new Resources(
                        1,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(pack)),
                List.of(),
                List.of(),
                List.of(),
                1);
    }

    private static ClusterSettings most(Optional<Integer> most) {
        return new ClusterSettings(
                "slurm",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                GridEngineSettings.NONE,
                new ClusterLimits(Optional.empty(), Optional.empty(), Optional.empty(), most));
    }
}
