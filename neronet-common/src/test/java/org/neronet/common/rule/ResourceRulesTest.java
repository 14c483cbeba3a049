package org.neronet.common.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResourceRulesTest {
    private static ResourceReading at(int seconds) {
        return ResourceReading.at(Runs.START.plusSeconds(seconds));
    }

    private static Runs quiet(double cpuPerSecond, boolean grows) {
        var run = new Runs("{\"no_output\": \"1m\"}");
        for (int s = 0; s <= 200; s += 5) {
            run.measure(at(s).withCpuSeconds(s * cpuPerSecond).withOutputBytes(grows ? s : 7));
        }
        return run;
    }

    @Test
    void aHangIsSilenceWithoutWork() {
        assertThat(quiet(0.001, false).reasons()).containsExactly("no output for 1m and 0.1 % of a CPU");
        assertThat(quiet(0.001, false).fired().get(0).action()).isEqualTo(Action.WARN);
        assertThat(quiet(0.5, false).reasons()).isEmpty();
        assertThat(quiet(0, true).reasons()).isEmpty();
    }

    @Test
    void workLongAgoIsNoExcuse() {
        var run = new Runs("{\"no_output\": \"1m\"}");
        for (int s = 0; s <= 300; s += 5) {
            run.measure(at(s).withCpuSeconds(Math.min(s, 100)).withOutputBytes(7));
        }
        assertThat(run.reasons()).hasSize(1);
    }

    @Test
    void whereTheCpuCannotBeSeenSilenceIsEnough() {
        var run = new Runs("{\"no_output\": \"1m\"}").measure(at(0).withOutputBytes(1));
        assertThat(run.measure(at(59).withOutputBytes(1)).reasons()).isEmpty();
        assertThat(run.measure(at(60).withOutputBytes(1)).reasons()).containsExactly("no output for 1m");
    }

    @Test
    void idleGpusAreTimeThatIsPaidFor() {
        var run = new Runs("{\"gpu_idle\": \"15m\"}");
        for (int minute = 0; minute < 25; minute++) {
            run.measure(at(60 * minute).withGpuPercent(1));
        }
        assertThat(run.reasons()).isEmpty();
        assertThat(run.measure(at(60 * 25).withGpuPercent(1)).reasons())
                .containsExactly("GPUs used 1 % over the last 15m, less than 5 %");
        assertThat(new Runs("{\"gpu_idle\": \"1s\"}").measure(at(3000)).reasons())
                .isEmpty();
    }

    @Test
    void memoryAndDisk() {
        var run = new Runs("{\"memory\": \"95%\", \"action\": \"kill\"}, {\"disk\": \"1GiB\"}");
        run.measure(at(1).withMemory(95, OptionalLong.of(100)).withDisk(1L << 30, 1L << 40));
        assertThat(run.reasons()).isEmpty();
        run.measure(at(2).withMemory(96_000_000_000L, OptionalLong.of(100_000_000_000L))
                .withDisk(5_000_000, 1L << 40));
        assertThat(run.reasons()).containsExactly("memory 96 GB > 95 GB", "disk 5 MB free < 1.1 GB");
        assertThat(run.fired().get(0).grace()).isEqualTo(RuleParser.KILL_GRACE);
        var unknown = new Runs("{\"memory\": \"95%\"}, {\"disk\": \"5%\"}");
        assertThat(unknown.measure(at(1).withMemory(9, OptionalLong.empty())).reasons())
                .isEmpty();
    }

    @Test
    void timeIsUp() {
        var run = new Runs("{\"max_time\": \"1h\"}").tick(Duration.ofMinutes(59));
        assertThat(run.reasons()).isEmpty();
        assertThat(run.tick(Duration.ofMinutes(61)).reasons()).containsExactly("ran for 1h1m of at most 1h");
    }
}
