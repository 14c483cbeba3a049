package org.neronet.kid.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neronet.common.follow.MetricFiles;
import org.neronet.common.metric.TracedSample;

/** What was read, in one line for people. */
final class ParseSummary {
    private final Map<String, Integer> samples = new TreeMap<>();
    private final Map<String, Set<String>> metrics = new HashMap<>();

    void add(TracedSample traced) {
        samples.merge(traced.reader(), 1, Integer::sum);
        metrics.computeIfAbsent(traced.reader(), reader -> new HashSet<>())
                .add(traced.sample().name());
    }

    /** Such as {@code csv: 36 samples of 2 metrics; progress 3/10}. */
    String text(MetricFiles.Outcome outcome) {
        var text = new StringBuilder();
        samples.forEach((reader, count) -> text.append(text.length() == 0 ? "" : ", ")
                .append(reader)
                .append(": ")
                .append(counted(count, "sample"))
                .append(" of ")
                .append(counted(metrics.get(reader).size(), "metric")));
        if (samples.isEmpty()) {
            text.append(outcome.reader()).append(": no metrics");
        }
        outcome.progress()
                .ifPresent(p ->
                        text.append("; progress ").append(p.done()).append('/').append(p.total()));
        outcome.warning().ifPresent(warning -> text.append("; ").append(warning));
        return text.toString();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
