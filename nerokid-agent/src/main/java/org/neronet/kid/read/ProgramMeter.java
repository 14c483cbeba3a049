package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.neronet.common.experiment.ParentFile;

/** Measures one program and all that it started, from one look to the next. Owned by one thread. */
final class ProgramMeter {
    private static final int HUNDREDTHS = 100;

    private final NodeUse node;
    private final long program;
    private final Optional<Long> ticks;
    private final Instant start;
    private final List<String> gpuNames;
    private final Optional<MemoryGroup> group;
    private Optional<Instant> before;
    private long cpu;
    private long read;
    private long written;
    private Transfer seen = Transfer.NONE;

    /** @param fresh whether no kid before this one looked, so that the first look counts from the start */
    private ProgramMeter(NodeUse node, long program, Instant start, ParentFile file, boolean fresh) {
        this.node = node;
        this.program = program;
        this.start = start;
        ticks = file.number("program_ticks");
        gpuNames = file.field("var.CUDA_VISIBLE_DEVICES")
                .map(names -> List.of(names.split(",")))
                .orElse(List.of());
        group = MemoryGroup.of(node.root(), Long.toString(program));
        before = fresh ? Optional.of(start) : Optional.empty();
    }

    /** Empty when the program does not run on this host, or the file does not say which it is. */
    static Optional<ProgramMeter> of(NodeUse node, ParentFile file, boolean fresh) {
        var program = file.number("program");
        var start = file.time();
        return program.isEmpty() || start.isEmpty() || !node.isHere(file)
                ? Optional.empty()
                : Optional.of(new ProgramMeter(node, program.get(), start.get(), file, fresh));
    }

    /** Since the program's start; never negative. */
    Duration age(Instant now) {
        return now.isBefore(start) ? Duration.ZERO : Duration.between(start, now);
    }

    /** The processes of the program now. */
    List<ProcessRow> tree(Instant now) throws IOException {
        return node.processes(now).treeOf(program, ticks);
    }

    /** Empty when nothing of the program is left. */
    Optional<Usage> measure(Instant now) throws IOException {
        var tree = tree(now);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        var cores = cores(tree, now);
        transfer(tree);
        var gpus = node.gpus(now).stream().filter(gpu -> gpu.isAmong(gpuNames)).toList();
        return Optional.of(new Usage(
                age(now).toMillis() / 1e3,
                cores,
                sum(tree, ProcessRow::residentPages) * node.units().pageBytes(),
                read,
                written,
                tree.stream().filter(ProcessRow::running).count(),
                sum(tree, ProcessRow::threads),
                group.flatMap(MemoryGroup::used),
                gpus.isEmpty() ? Optional.empty() : Optional.of(total(gpus, GpuMeter.Gpu::percent) / gpus.size()),
                gpus.isEmpty() ? Optional.empty() : Optional.of(total(gpus, GpuMeter.Gpu::bytes))));
    }

    private Optional<Double> cores(List<ProcessRow> tree, Instant now) {
        long all = sum(tree, ProcessRow::cpuTicks);
        // Less than before when a process ended whose parent did not wait for it.
        double seconds = (double) Math.max(0, all - cpu) / node.units().ticksPerSecond();
        cpu = all;
        var since =
                before.map(time -> Duration.between(time, now).toNanos() / 1e9).filter(time -> time > 0);
        before = Optional.of(now);
        return since.map(time -> (double) Math.round(HUNDREDTHS * seconds / time) / HUNDREDTHS);
    }

    private void transfer(List<ProcessRow> tree) {
        var now = tree.stream().map(this::transferred).reduce(Transfer.NONE, Transfer::plus);
        read += Math.max(0, now.read() - seen.read());
        written += Math.max(0, now.written() - seen.written());
        seen = now;
    }

    private Transfer transferred(ProcessRow process) {
        try {
            return Transfer.parse(Files.readString(node.root().resolve("proc/" + process.pid() + "/io")));
        } catch (IOException e) {
            // It ended meanwhile, or took on another user's rights: what it did is not counted.
            return Transfer.NONE;
        }
    }

    private static long sum(List<ProcessRow> tree, java.util.function.ToLongFunction<ProcessRow> what) {
        return tree.stream().mapToLong(what).sum();
    }

    private static double total(List<GpuMeter.Gpu> gpus, ToDoubleFunction<GpuMeter.Gpu> what) {
        return gpus.stream().mapToDouble(what).sum();
    }
}
