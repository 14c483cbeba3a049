package org.neronet.man.rules;

import java.util.List;
import org.neronet.common.disk.IgnorePatterns;
import org.neronet.common.disk.PatternFault;
import org.neronet.common.json.JsonObject;
import org.neronet.common.metric.MetricsSpec;
import org.neronet.common.metric.ReadSpec;
import org.neronet.man.config.PlainValue;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Checks {@code metrics} when it is a map: where metrics are read, which, and what is good in them. */
final class MetricsReader {
    private static final List<String> KEYS = List.of("only", "read", "goal", "ignore");
    private static final String EXAMPLE = "read: [stdout, results.csv, {from: log.txt, regex: 'IoU=(?<iou>\\S+)'}]";

    private final Problems problems;

    MetricsReader(Problems problems) {
        this.problems = problems;
    }

    void check(YamlFields fields) {
        if (fields.value("metrics").orElse(null) instanceof Mapping map) {
            var metrics = new YamlFields(map, problems);
            metrics.allowOnly(KEYS);
            names(metrics);
            metrics.map("goal").ifPresent(this::goals);
            metrics.value("ignore").ifPresent(this::patterns);
            metrics.value("read").ifPresent(this::places);
        }
    }

    private void names(YamlFields metrics) {
        if (metrics.texts("only").stream().anyMatch(name -> name.isBlank() || name.length() > 200)) {
            problems.add(metrics.start("only"), "a metric's name has 1 to 200 characters", "only: [val_loss]");
        }
    }

    private void goals(Mapping goals) {
        var fields = new YamlFields(goals, problems);
        goals.entries().forEach(entry -> fields.oneOf(entry.name(), List.of("min", "max")));
    }

    private void patterns(YamlValue value) {
        for (var item : items(value)) {
            if (item instanceof Scalar scalar) {
                pattern(scalar);
            } else {
                problems.add(item.start(), "'ignore' is a list of patterns", "ignore: [eta, '*_time']");
            }
        }
    }

    private void pattern(Scalar scalar) {
        try {
            IgnorePatterns.of(List.of(scalar.text()));
        } catch (PatternFault e) {
            problems.add(scalar.start(), "'" + scalar.text() + "': " + e.getMessage(), "ignore: [eta, '*_time']");
        }
    }

    private void places(YamlValue value) {
        var items = items(value);
        if (items.size() > MetricsSpec.MAX_READ) {
            problems.add(value.start(), "at most " + MetricsSpec.MAX_READ + " places can be read", "use patterns");
        }
        items.forEach(this::place);
    }

    private void place(YamlValue item) {
        if (item instanceof Mapping map) {
            new YamlFields(map, problems).allowOnly(ReadSpec.KEYS);
            if (!map.entries().stream().allMatch(entry -> ReadSpec.KEYS.contains(entry.name()))) {
                return;
            }
        }
        try {
            var read = JsonObject.of("read", List.of(PlainValue.of(item)));
            MetricsSpec.of(JsonObject.of("metrics", read), List.of());
        } catch (IllegalArgumentException e) {
            problems.add(start(item, e.getMessage()), e.getMessage(), EXAMPLE);
        }
    }

    /** Where the key is that the message is about, as far as it names one. */
    private static YamlValue.Mark start(YamlValue item, String message) {
        if (item instanceof Mapping map) {
            for (var key : List.of("delimiter", "every", "rename", "step", "as", "regex", "start", "command")) {
                var entry = map.entry(key);
                boolean meant = key.equals("as") ? message.contains("no reader") : isAbout(message, key);
                if (entry.isPresent() && meant) {
                    return entry.get().value().start();
                }
            }
        }
        return item.start();
    }

    private static boolean isAbout(String message, String key) {
        return switch (key) {
            case "every" -> message.contains("is no time") || message.startsWith(key);
            case "regex" -> message.contains("pattern") || message.contains("regular expression");
            default -> message.startsWith(key);
        };
    }

    private static List<YamlValue> items(YamlValue value) {
        return value instanceof Sequence list ? list.items() : List.of(value);
    }
}
