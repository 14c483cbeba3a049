package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;

class DirectNodeTest {
    private static final DirectNode NODE = new DirectNode(4, 8, Optional.of(16_000_000_000L), List.of("0", "1", "2"));

    @TempDir
    Path temp;

    private static Resources wish(int cpus, int gpus, long memory) {
        return new Resources(cpus, gpus, memory == 0 ? Optional.empty() : Optional.of(memory), Optional.empty());
    }

    @Test
    void theScarcestThingDecidesHowManyFit() {
        assertThat(NODE.room(wish(1, 0, 0), List.of())).isEqualTo(4);
        assertThat(NODE.room(wish(4, 0, 0), List.of())).isEqualTo(2);
        assertThat(NODE.room(wish(1, 2, 0), List.of())).isEqualTo(1);
        assertThat(NODE.room(wish(1, 0, 6_000_000_000L), List.of())).isEqualTo(2);
        var taken = List.of(new Share(6, 9_000_000_000L, List.of("1", "2")));
        assertThat(NODE.room(wish(1, 0, 0), taken)).isEqualTo(2);
        assertThat(NODE.room(wish(1, 2, 0), taken)).isZero();
        assertThat(NODE.room(wish(1, 0, 8_000_000_000L), taken)).isZero();
        assertThat(NODE.room(wish(16, 0, 0), List.of(new Share(9, 0, List.of()))))
                .isZero();
    }

    @Test
    void freeGpusAreGivenInTheirOrder() {
        var taken = List.of(new Share(1, 0, List.of("0")));

        assertThat(NODE.share(wish(2, 1, 5_000_000), taken)).contains(new Share(2, 5_000_000, List.of("1")));
        assertThat(NODE.share(wish(1, 3, 0), taken)).isEmpty();
        assertThat(NODE.share(wish(1, 0, 0), taken)).contains(new Share(1, 0, List.of()));
    }

    @Test
    void whatCanNeverFitIsToldWithNumbers() {
        assertThat(NODE.unfit(wish(9, 0, 0))).contains("needs 9 CPUs, and this direct queue has 8");
        assertThat(NODE.unfit(wish(1, 4, 0))).contains("needs 4 GPUs, and this direct queue has 3");
        assertThat(NODE.unfit(wish(1, 0, 17_000_000_000L)))
                .contains("needs 17000 MB of memory, and this direct queue has 16000 MB");
        assertThat(NODE.unfit(wish(8, 3, 16_000_000_000L))).isEmpty();
    }

    @Test
    void slotsAloneMayAskForMoreThanTheHostHas() {
        var many = new ClusterSettings(
                "direct", Optional.empty(), Optional.of(500), List.of(), List.of(), Optional.empty());
        var said = new ClusterLimits(Optional.of(2), Optional.of(5_000_000L), Optional.of(1));
        var limited = new ClusterSettings(
                "direct",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                GridEngineSettings.NONE,
                said);

        assertThat(DirectNode.of(many, Map.of()).cpus()).isEqualTo(500);
        assertThat(DirectNode.of(limited, Map.of()))
                .isEqualTo(new DirectNode(2, 2, Optional.of(5_000_000L), List.of("0")));
        assertThat(DirectNode.memory("MemFree: 3 kB\nMemTotal:       16 kB\n")).contains(16_384L);
        assertThat(DirectNode.memory("")).isEmpty();
        assertThat(new DirectWarden().unfit(Plans.with(wish(3, 0, 0)), limited, Map.of()))
                .isPresent();
    }

    @Test
    void anInheritedVariableSaysWhichGpusAreMums() throws Exception {
        var two = Optional.of("GPU-a1, 3");

        assertThat(HostGpus.of(two, Optional.empty(), 8)).containsExactly("GPU-a1", "3");
        assertThat(HostGpus.of(two, Optional.of(1), 8)).containsExactly("GPU-a1");
        assertThat(HostGpus.of(Optional.of("1,-1,2"), Optional.empty(), 8)).containsExactly("1");
        assertThat(HostGpus.of(Optional.of(""), Optional.of(2), 8)).isEmpty();
        assertThat(HostGpus.of(Optional.empty(), Optional.of(2), 8)).containsExactly("0", "1");
        assertThat(HostGpus.of(Optional.empty(), Optional.empty(), 1)).containsExactly("0");
        assertThat(HostGpus.found(temp.resolve("none"))).isZero();
        Files.createDirectory(temp.resolve("0000:01:00.0"));
        assertThat(HostGpus.found(temp)).isEqualTo(1);
    }

    @Test
    void aShareIsReadAsItWasWritten() throws Exception {
        Files.createDirectories(Spawned.folder(temp));
        for (var share : List.of(new Share(2, 5, List.of("0", "GPU-x")), new Share(1, 0, List.of()))) {
            share.write(temp, 7);
            assertThat(Share.read(temp, 7)).contains(share);
        }
        assertThat(Share.read(temp, 8)).isEmpty();
        assertThat(Share.parse("x y")).isEmpty();
        assertThat(Share.parse("")).isEmpty();
    }
}
