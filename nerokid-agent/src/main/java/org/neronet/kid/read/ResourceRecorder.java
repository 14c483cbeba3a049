package org.neronet.kid.read;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.ParentFile;
import org.neronet.kid.report.SmallFile;
import org.neronet.kid.report.Spool;

/** Measures what an attempt uses, now and then, and puts it into its spool. Owned by one thread. */
public final class ResourceRecorder {
    private static final Duration FIRST_MINUTE = Duration.ofMinutes(1);
    private static final Duration FIRST_HOUR = Duration.ofHours(1);

    private final AttemptFolder folder;
    private final AttemptKey key;
    private final Spool spool;
    private final SpoolMemory memory;
    private final InstantSource time;
    private final NodeUse node;
    private Optional<ProgramMeter> meter = Optional.empty();
    private Optional<Usage> latest = Optional.empty();
    private Instant due = Instant.MIN;
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

    /** Measures if it is time to: every 5 s in the first minute, every 15 s in the first hour, then every minute. */
    public void record() throws IOException {
        var now = time.instant();
        if (elsewhere || !memory.hasEnvironment() || now.isBefore(due)) {
            return;
        }
        if (meter.isEmpty()) {
            find();
        }
        if (meter.isPresent()) {
            due = now.plus(pause(meter.get().age(now)));
            latest = meter.get().measure(now);
            if (latest.isPresent()) {
                keep(latest.get(), now);
            }
        }
    }

    /** What was measured last, if the program was there. */
    Optional<Usage> latest() {
        return latest;
    }

    Optional<ProgramMeter> meter() {
        return meter;
    }

    static Duration pause(Duration age) {
        if (age.compareTo(FIRST_MINUTE) < 0) {
            return Duration.ofSeconds(5);
        }
        return Duration.ofSeconds(age.compareTo(FIRST_HOUR) < 0 ? 15 : 60);
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
