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
                (argv, limit) -> new CommandResult(0, "", "", false),
                InstantSource.system(),
                most(Optional.empty()),
                Map.of(),
                folder.resolve("lib/x"));
        try (var queue = new GuardedQueue(new SlurmWarden().open(tools), asked::incrementAndGet, tools.settings())) {
            assertThat(queue.most()).isEqualTo(Integer.MAX_VALUE);
            queue.settings(most(Optional.of(3)));
            assertThat(queue.most()).isEqualTo(3);
            assertThat(queue.pace()).isEqualTo(Duration.ofSeconds(10));

            var jobs = List.of(new JobRef("0123456789abcdef", 1, Optional.of("7_1")));
            assertThat(queue.hold(jobs)).isEmpty();
            assertThat(queue.release(jobs)).isEmpty();
            assertThat(asked).hasValue(2);
        }
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
