package org.neronet.kid.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSource;
import org.neronet.common.wire.KidMessage;

/** What a kid must remember of its spool so as to say nothing twice. */
public final class SpoolMemory {
    private final Map<MetricSource, Long> offsets = new HashMap<>();
    private final Set<String> warnings = new HashSet<>();
    private boolean environment;
    private boolean program;

    /** Learns from a record that is in the spool. */
    public void learn(KidMessage.Record record) {
        learn(record.event());
    }

    void learn(Event event) {
        if (event instanceof Event.Metrics metrics) {
            metrics.samples().forEach(sample -> offsets.merge(metrics.source(), sample.offset(), Math::max));
        } else if (event instanceof Event.Warned warned) {
            warnings.add(warned.text());
        } else if (event instanceof Event.Environment found) {
            environment = true;
            program |= found.facts().has("program");
        }
    }

    /** The offset of the source's last sample, -1 without any. */
    long offset(MetricSource source) {
        return offsets.getOrDefault(source, -1L);
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
