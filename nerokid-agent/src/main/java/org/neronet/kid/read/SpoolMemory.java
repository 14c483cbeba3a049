package org.neronet.kid.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSource;
import org.neronet.common.follow.Known;
import org.neronet.common.metric.Reading;
import org.neronet.common.wire.KidMessage;

/** What a kid must remember of its spool so as to say nothing twice. */
public final class SpoolMemory implements Known {
    private final Map<MetricSource, Long> offsets = new HashMap<>();
    private final Map<MetricSource, Map<String, Double>> steps = new HashMap<>();
    private final Set<String> warnings = new HashSet<>();
    private Optional<Reading.Progress> progress = Optional.empty();
    private boolean environment;
    private boolean program;

    /** Learns from a record that is in the spool. */
    public void learn(KidMessage.Record record) {
        learn(record.event());
    }

    void learn(Event event) {
        if (event instanceof Event.Metrics metrics) {
            learn(metrics);
        } else if (event instanceof Event.Warned warned) {
            warnings.add(warned.text());
        } else if (event instanceof Event.Progress now) {
            progress = Optional.of(new Reading.Progress(now.done(), now.total()));
        } else if (event instanceof Event.Environment found) {
            environment = true;
            program |= found.facts().has("program");
        }
    }

    private void learn(Event.Metrics metrics) {
        var known = steps.computeIfAbsent(metrics.source(), source -> new HashMap<>());
        for (var sample : metrics.samples()) {
            offsets.merge(metrics.source(), sample.offset(), Math::max);
            if (isFile(metrics.source())) {
                known.merge(sample.name(), sample.step(), Math::max);
            }
        }
    }

    /** Others are never read anew, and may have many names. */
    private static boolean isFile(MetricSource source) {
        return source.name().startsWith("file:");
    }

    @Override
    public long offset(MetricSource source) {
        return offsets.getOrDefault(source, -1L);
    }

    @Override
    public OptionalDouble step(MetricSource source, String metric) {
        var step = steps.getOrDefault(source, Map.of()).get(metric);
        return step == null ? OptionalDouble.empty() : OptionalDouble.of(step);
    }

    /** The last progress told. */
    Optional<Reading.Progress> progress() {
        return progress;
    }

    boolean hasWarned(String text) {
        return warnings.contains(text);
    }

    boolean hasEnvironment() {
        return environment;
    }

    /** Whether the environment that is told includes what the running program showed. */
    boolean hasProgram() {
        return program;
    }
}
