package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.rule.ResourceReading;

/** Measures a program for the rules about resources, every few seconds. Owned by one thread. */
public final class RuleSensor {
    /** Between two readings. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration LONG_PAUSE = Duration.ofSeconds(5);
    private static final Duration FIRST_MINUTE = Duration.ofMinutes(1);

    private final AttemptFolder folder;
    private final NodeUse node;
    private final ResourceRecorder recorder;
    private Optional<ProgramMeter> meter = Optional.empty();
    private OptionalLong limit = OptionalLong.empty();
    private Instant due = Instant.MIN;
    private double cpu;

    public RuleSensor(AttemptFolder folder, NodeUse node, ResourceRecorder recorder) {
        this.folder = folder;
        this.node = node;
        this.recorder = recorder;
    }

    /** What is measured now; empty when it is not time yet, or the program is not on this host. */
    public Optional<ResourceReading> read(ParentFile start, long outputBytes, Instant now) throws IOException {
        if (now.isBefore(due) && due.isBefore(now.plus(LONG_PAUSE))) {
            return Optional.empty();
        }
        if (meter.isEmpty()) {
            meter = ProgramMeter.of(node, start, false);
            limit = limit(start);
        }
        due = now.plus(LONG_PAUSE);
        if (meter.isEmpty()) {
            return Optional.empty();
        }
        due = now.plus(meter.get().age(now).compareTo(FIRST_MINUTE) < 0 ? PAUSE : LONG_PAUSE);
        return reading(meter.get().tree(now), outputBytes, now);
    }

    private Optional<ResourceReading> reading(List<ProcessRow> tree, long outputBytes, Instant now) throws IOException {
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        long ticks = tree.stream().mapToLong(ProcessRow::cpuTicks).sum();
        // Less than before when a process ended whose parent did not wait for it.
        cpu = Math.max(cpu, (double) ticks / node.units().ticksPerSecond());
        long pages = tree.stream().mapToLong(ProcessRow::residentPages).sum();
        var disk = Files.getFileStore(folder.root());
        var reading = ResourceReading.at(now)
                .withCpuSeconds(cpu)
                .withMemory(pages * node.units().pageBytes(), limit)
                .withOutputBytes(outputBytes)
                .withDisk(disk.getUsableSpace(), disk.getTotalSpace());
        var gpu = recorder.latest().flatMap(Usage::gpuPercent);
        return Optional.of(gpu.map(reading::withGpuPercent).orElse(reading));
    }

    /** What the control group allows, else what the host has. */
    private OptionalLong limit(ParentFile start) throws IOException {
        var group = start.number("program").flatMap(pid -> MemoryGroup.of(node.root(), Long.toString(pid)));
        return group.isPresent() ? OptionalLong.of(group.get().limit()) : hostMemory(node.root());
    }

    static OptionalLong hostMemory(Path root) throws IOException {
        return Files.readString(root.resolve("proc/meminfo"))
                .lines()
                .filter(line -> line.matches("MemTotal:\\s+\\d+ kB"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }
}
