package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.rule.ResourceReading;
import org.neronet.kid.report.SmallFile;
import org.neronet.kid.report.Spool;

/** Measures what an attempt uses, now and then, and puts it into its spool. Owned by one thread. */
public final class ResourceRecorder {
    private static final Duration FIRST_MINUTE = Duration.ofMinutes(1);
    private static final Duration FIRST_HOUR = Duration.ofHours(1);
    private static final Duration CLOSELY = Duration.ofSeconds(1);
    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofSeconds(15);
    private static final Duration RARELY = Duration.ofMinutes(1);

    private final AttemptFolder folder;
    private final AttemptKey key;
    private final Spool spool;
    private final SpoolMemory memory;
    private final InstantSource time;
    private final NodeUse node;
    private Optional<ProgramMeter> meter = Optional.empty();
    private Optional<Consumer<ResourceReading>> listener = Optional.empty();
    private Instant due = Instant.MIN;
    private Instant keptAgain = Instant.MIN;
    private boolean elsewhere;

    public ResourceRecorder(
            AttemptFolder folder, AttemptKey key, Spool spool, SpoolMemory memory, InstantSource time, NodeUse node) {
        this.folder = folder;
        this.key = key;
        this.spool = spool;
        this.memory = memory;
        this.time = time;
        this.node = node;
    }

    /** Sets who hears of every measurement; for rules it is measured every second at first, then every 5 s. */
    public void listen(Consumer<ResourceReading> listener) {
        this.listener = Optional.of(listener);
    }

    /**
     * Measures if it is time to. Of the measurements one is kept every 5 s in the first minute, then every 15 s, after
     * the first hour every minute, for series that go on for weeks.
     */
    public void record() throws IOException {
        var now = time.instant();
        if (elsewhere || !memory.hasEnvironment() || now.isBefore(due)) {
            return;
        }
        if (meter.isEmpty()) {
            find();
        }
        if (meter.isPresent()) {
            measure(meter.get(), now);
        }
    }

    /** Of the program, once it is known. */
    Optional<ProgramMeter> meter() {
        return meter;
    }

    private void measure(ProgramMeter program, Instant now) throws IOException {
        var age = program.age(now);
        boolean young = age.compareTo(FIRST_MINUTE) < 0;
        due = now.plus(listener.isEmpty() ? (young ? OFTEN : SELDOM) : young ? CLOSELY : OFTEN);
        var usage = program.measure(now);
        if (usage.isEmpty()) {
            return;
        }
        if (!now.isBefore(keptAgain)) {
            keptAgain = now.plus(young ? OFTEN : age.compareTo(FIRST_HOUR) < 0 ? SELDOM : RARELY);
            keep(usage.get(), now);
        }
        if (listener.isPresent()) {
            listener.get().accept(reading(usage.get(), program, now));
        }
    }

    private ResourceReading reading(Usage usage, ProgramMeter program, Instant now) throws IOException {
        var disk = Files.getFileStore(folder.root());
        var reading = ResourceReading.at(now)
                .withCpuSeconds(usage.cpuSeconds())
                .withMemory(usage.residentBytes(), program.memoryLimit())
                .withOutputBytes(size(OutputStreamName.STDOUT) + size(OutputStreamName.STDERR))
                .withDisk(disk.getUsableSpace(), disk.getTotalSpace());
        return usage.gpuPercent().map(reading::withGpuPercent).orElse(reading);
    }

    private long size(OutputStreamName stream) {
        return folder.output(stream).toFile().length();
    }

    private void find() throws IOException {
        var start = SmallFile.read(folder.start());
        if (start.isPresent()) {
            boolean fresh = memory.offset(MetricSource.RESOURCES) < 0;
            meter = ProgramMeter.of(node, ParentFile.parse(start.get()), fresh);
            elsewhere = meter.isEmpty();
        }
    }

    /** The offset is the time since the start in ms, pushed on where the clock went back. */
    private void keep(Usage usage, Instant now) throws IOException {
        long age = meter.orElseThrow().age(now).toMillis();
        long offset = Math.max(age, memory.offset(MetricSource.RESOURCES) + 1);
        var event = new Event.Metrics(key, now, MetricSource.RESOURCES, usage.samples(offset));
        spool.append(event);
        memory.learn(event);
    }
}
