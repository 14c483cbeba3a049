package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/**
 * Where an experiment's metrics are read, as its user wrote it under {@code metrics}.
 *
 * @param only the names wanted from what is read by itself; empty for all
 * @param read the places to read, in the user's order; empty for stdout, stderr and the files that are known by name
 * @param goal whether a metric is better when it is {@code min} or {@code max}
 * @param ignore patterns of names that are no metrics
 */
public record MetricsSpec(List<String> only, List<ReadSpec> read, Map<String, String> goal, List<String> ignore) {
    /** Most places to read. */
    public static final int MAX_READ = 40;

    private static final List<String> KEYS = List.of("only", "read", "goal", "ignore");

    /**
     * Checks what can be wrong with all of it together.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public MetricsSpec {
        only = List.copyOf(only);
        read = List.copyOf(read);
        goal = Map.copyOf(goal);
        ignore = List.copyOf(ignore);
        if (read.size() > MAX_READ) {
            throw new IllegalArgumentException("at most " + MAX_READ + " places can be read");
        }
        IgnorePatterns.of(ignore);
    }

    /** Everything by itself, only these names; empty for all. */
    public static MetricsSpec automatic(List<String> declared) {
        return new MetricsSpec(declared, List.of(), Map.of(), List.of());
    }

    /**
     * Reads what the user wrote.
     *
     * @param watch holds {@code metrics}, {@code output_line_processor} and {@code output_file_processor}, if she wrote
     *     any
     * @param declared the names, when she wrote {@code metrics} as a list
     * @throws IllegalArgumentException with a message for her
     */
    public static MetricsSpec of(JsonObject watch, List<String> declared) {
        try {
            var metrics = watch.has("metrics") ? watch.object("metrics") : JsonObject.empty();
            checkKeys(metrics, KEYS, "metrics");
            var read = new ArrayList<ReadSpec>();
            var items = metrics.asMap().get("read");
            for (Object item : items instanceof List<?> list ? list : items == null ? List.of() : List.of(items)) {
                read.add(ReadSpec.of(item));
            }
            var only = texts(metrics, "only");
            return new MetricsSpec(only.isEmpty() ? declared : only, read, goals(metrics), texts(metrics, "ignore"))
                    .with(ProcessorSpec.of(watch));
        } catch (JsonException e) {
            throw new IllegalArgumentException("metrics: " + e.getMessage(), e);
        }
    }

    /** Whether a file or stream is read by itself. */
    public boolean isAutomatic() {
        return read.stream().allMatch(ReadSpec::isProcessor);
    }

    private MetricsSpec with(List<ReadSpec> processors) {
        var all = new ArrayList<>(processors);
        all.addAll(read);
        return new MetricsSpec(only, all, goal, ignore);
    }

    private static Map<String, String> goals(JsonObject metrics) {
        var goals = new LinkedHashMap<String, String>();
        metrics.optionalObject("goal")
                .ifPresent(map -> map.asMap().forEach((name, value) -> {
                    if (!"min".equals(value) && !"max".equals(value)) {
                        throw new IllegalArgumentException("goal of " + name + " is min or max");
                    }
                    goals.put(name, (String) value);
                }));
        return goals;
    }

    /** One text, or a list of them. */
    static List<String> texts(JsonObject map, String key) {
        return map.asMap().get(key) instanceof String text ? List.of(text) : map.strings(key);
    }

    static void checkKeys(JsonObject map, List<String> known, String where) {
        for (var key : map.asMap().keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(
                        where + " has no key '" + key + "'; known are " + String.join(", ", known));
            }
        }
    }
}
