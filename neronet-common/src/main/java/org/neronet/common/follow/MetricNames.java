package org.neronet.common.follow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.metric.OutputReader;

/** Leaves out what the user does not want to see; what her program reports by itself she always does. */
final class MetricNames {
    private final IgnorePatterns ignored;
    private final Map<String, Boolean> known = new HashMap<>();

    MetricNames(List<String> ignore) {
        ignored = IgnorePatterns.of(ignore);
    }

    List<MetricSample> wanted(MetricSource source, List<MetricSample> samples) {
        if (ignored.isEmpty() || samples.isEmpty() || source.name().startsWith(MetricSource.METRICS.name())) {
            return samples;
        }
        return samples.stream().filter(sample -> !isIgnored(sample.name())).toList();
    }

    private boolean isIgnored(String name) {
        if (known.size() >= OutputReader.MAX_METRICS) {
            known.clear();
        }
        return known.computeIfAbsent(name, n -> ignored.excludes(n, () -> false));
    }
}
