package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.MetricSample;

/** Turns the readings of one file into samples: names checked and chosen, steps counted where there are none. */
public final class SampleCollector implements ReadingSink {
    private final Selection selection;
    private final Map<String, Double> lastSteps = new HashMap<>();
    private List<MetricSample> found = new ArrayList<>();
    private Optional<Reading.Progress> progress = Optional.empty();
    private boolean overflowed;

    public SampleCollector(Selection selection) {
        this.selection = selection;
    }

    @Override
    public void take(Reading reading, long offset) {
        if (reading instanceof Reading.Progress p) {
            progress = Optional.of(p);
        } else if (reading instanceof Reading.Value value && selection.keeps(value.name())) {
            take(selection.name(value.name()), value, offset);
        }
    }

    private void take(String name, Reading.Value value, long offset) {
        if (name.isBlank() || name.length() > OutputReader.MAX_NAME) {
            return;
        }
        var last = lastSteps.get(name);
        if (last == null && lastSteps.size() >= OutputReader.MAX_METRICS) {
            overflowed = true;
            return;
        }
        double step = value.step().orElseGet(() -> last == null ? 0 : last + 1);
        lastSteps.put(name, step);
        found.add(new MetricSample(name, step, value.value(), offset));
    }

    /** What was found since the last call. */
    public List<MetricSample> drain() {
        if (found.isEmpty()) {
            return List.of();
        }
        var all = found;
        found = new ArrayList<>();
        return all;
    }

    Optional<Reading.Progress> progress() {
        return progress;
    }

    Optional<String> warning() {
        return overflowed
                ? Optional.of("more than " + OutputReader.MAX_METRICS + " metric names; the others are left out")
                : Optional.empty();
    }
}
