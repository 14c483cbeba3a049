package org.neronet.kid.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.testing.Await;
import org.neronet.kid.testing.FakeHost;

class ProgramMeterTest {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);
    private static final String FILE = "time=1700000000\nprogram=100\nprogram_ticks=500\nboot=boot-1\n";

    @TempDir
    Path temp;

    private FakeHost host;
    private CommandRunner runner = (argv, limit) -> new CommandResult(1, "", "nothing is here", false);

    @BeforeEach
    void makeHost() throws IOException {
        host = new FakeHost(temp);
        host.process(1, 0, 1, 5000, 1, 1);
    }

    @Test
    void theSessionAndAllThatDescendFromItAreCounted() throws IOException {
        host.process(100, 50, 100, 150, 1000, 10);
        host.process(101, 100, 100, 50, 200, 20);
        host.process(102, 101, 102, 100, 30, 30);
        host.process(103, 102, 102, 0, 0, 0);
        host.process(900, 50, 50, 70_000, 5, 5);

        var usage = usage(meter(FILE, true), 10);

        assertThat(usage.cores()).contains(0.3);
        assertThat(usage.residentBytes()).isEqualTo(4 * 40_960);
        assertThat(usage.readBytes()).isEqualTo(1230);
        assertThat(usage.writtenBytes()).isEqualTo(60);
        assertThat(usage.processes()).isEqualTo(4);
        assertThat(usage.threads()).isEqualTo(8);
        assertThat(usage.seconds()).isEqualTo(10);
    }

    @Test
    void coresAreCpuTimePerTimeSinceTheLookBefore() throws IOException {
        host.process(100, 50, 100, 100, 0, 0);
        var meter = meter(FILE, true);
        usage(meter, 10);

        host.process(100, 50, 100, 1100, 0, 0);
        assertThat(usage(meter, 15).cores()).contains(2.0);

        host.process(100, 50, 100, 900, 0, 0);
        assertThat(usage(meter, 20).cores()).contains(0.0);
    }

    @Test
    void aKidThatCameLaterHasNothingToCompareWithAtFirst() throws IOException {
        host.process(100, 50, 100, 100_000, 7, 7);
        var meter = meter(FILE, false);

        assertThat(usage(meter, 1000).cores()).isEmpty();
        host.process(100, 50, 100, 100_500, 7, 7);
        assertThat(usage(meter, 1005).cores()).contains(1.0);
    }

    @Test
    void whatAProcessDidThatIsGoneIsNotTakenBack() throws IOException {
        host.process(100, 50, 100, 0, 100, 100);
        host.process(101, 100, 100, 0, 400, 400);
        var meter = meter(FILE, true);
        usage(meter, 1);

        host.gone(101);
        host.process(100, 50, 100, 0, 150, 160);
        assertThat(usage(meter, 6).readBytes()).isEqualTo(500);

        host.process(100, 50, 100, 0, 250, 160);
        assertThat(usage(meter, 11).readBytes()).isEqualTo(600);
    }

    @Test
    void aReusedNumberIsNotTheProgram() throws IOException {
        host.process(100, 50, 100, 100, 0, 0);

        var other = meter(FILE.replace("ticks=500", "ticks=499"), true);

        assertThat(other.measure(START.plusSeconds(1))).isEmpty();
    }

    @Test
    void aProgramThatIsGoneOrElsewhereIsNotMeasured() throws IOException {
        assertThat(meter(FILE, true).measure(START.plusSeconds(1))).isEmpty();
        assertThat(ProgramMeter.of(node(), ParentFile.parse(FILE.replace("boot-1", "boot-2")), true))
                .isEmpty();
        assertThat(ProgramMeter.of(node(), ParentFile.parse("host=n1\n"), true)).isEmpty();
    }

    @Test
    void theControlGroupAboveItThatHasALimitIsRead() throws IOException {
        host.process(100, 50, 100, 100, 0, 0);
        host.file("proc/100/cgroup", "0::/job_7/step\n");
        host.file("sys/fs/cgroup/job_7/step/memory.max", "max\n");
        host.file("sys/fs/cgroup/job_7/memory.max", "1000000\n");
        host.file("sys/fs/cgroup/job_7/memory.current", "4711\n");

        assertThat(usage(meter(FILE, true), 1).groupBytes()).contains(4711L);
        assertThat(MemoryGroup.of(temp, "100").map(MemoryGroup::limit)).contains(1_000_000L);
    }

    @Test
    void theOldControlGroupsAreReadToo() throws IOException {
        host.file("proc/100/cgroup", "9:cpu:/x\n4:memory:/slurm/job_7\n0::/\n");
        host.file("sys/fs/cgroup/memory/slurm/job_7/memory.limit_in_bytes", "9223372036854771712\n");
        host.file("sys/fs/cgroup/memory/slurm/memory.limit_in_bytes", "2000000\n");
        host.file("sys/fs/cgroup/memory/slurm/memory.usage_in_bytes", "17\n");

        assertThat(MemoryGroup.of(temp, "100").flatMap(MemoryGroup::used)).contains(17L);
        assertThat(MemoryGroup.of(temp, "101")).isEmpty();
    }

    @Test
    void theGpusItWasGivenAreMeasuredByOneQuestionForAll() throws IOException {
        host.process(100, 50, 100, 100, 0, 0);
        var asked = new AtomicInteger();
        runner = (argv, limit) -> {
            asked.incrementAndGet();
            return new CommandResult(0, "0, GPU-a, 90, 1024\n1, GPU-b, 30, 512\n2, GPU-c, [N/A], 5\n", "", false);
        };
        var node = node();
        var one = ProgramMeter.of(node, ParentFile.parse(FILE + "var.CUDA_VISIBLE_DEVICES=1"), true)
                .orElseThrow();
        var other = ProgramMeter.of(node, ParentFile.parse(FILE), true).orElseThrow();
        usage(one, 1);

        Await.until(
                Duration.ofSeconds(20),
                () -> "no answer",
                () -> !node.gpus(START.plusSeconds(2)).isEmpty());

        assertThat(usage(one, 2).gpuPercent()).contains(30.0);
        assertThat(usage(one, 2).gpuBytes()).contains(512.0 * (1 << 20));
        assertThat(usage(other, 2).gpuPercent()).contains(60.0);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aBrokenDriverShowsAsNoValues() throws IOException {
        host.process(100, 50, 100, 100, 0, 0);
        runner = (argv, limit) -> {
            throw new IOException("no driver");
        };

        assertThat(usage(meter(FILE, true), 1).gpuPercent()).isEmpty();
    }

    @Test
    void samplesHaveTheirPrefixAndTheTimeAsStep() {
        var usage = new Usage(
                12.34, Optional.of(1.5), 10, 20, 30, 2, 4, Optional.of(5L), Optional.of(50.0), Optional.of(7.0));

        assertThat(usage.samples(99))
                .extracting(
                        sample -> sample.name() + " " + sample.step() + " " + sample.value() + " " + sample.offset())
                .startsWith("resources/cpu 12.3 1.5 99", "resources/rss_bytes 12.3 10.0 99")
                .contains("resources/gpu_percent 12.3 50.0 99", "resources/cgroup_bytes 12.3 5.0 99")
                .hasSize(9);
    }

    private ProgramMeter meter(String file, boolean fresh) throws IOException {
        return ProgramMeter.of(node(), ParentFile.parse(file), fresh).orElseThrow();
    }

    private NodeUse node() throws IOException {
        var program = Files.exists(temp.resolve("nvidia-smi")) ? temp.resolve("nvidia-smi") : smi();
        return new NodeUse(
                temp, Map.of("PATH", program.getParent().toString()), (argv, limit) -> runner.run(argv, limit));
    }

    private Path smi() throws IOException {
        var file = Files.createFile(temp.resolve("nvidia-smi"));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Usage usage(ProgramMeter meter, long seconds) throws IOException {
        return meter.measure(START.plusSeconds(seconds)).orElseThrow();
    }
}
