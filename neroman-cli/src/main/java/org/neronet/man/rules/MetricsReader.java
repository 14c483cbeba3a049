package org.neronet.man.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** For each key that a message can be about, what may be typed. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("from", "from: results.csv"),
            Map.entry("as", "as: csv"),
            Map.entry("regex", "regex: 'IoU=(?<iou>\\S+)'"),
            Map.entry("name", "name: iou"),
            Map.entry("start", "start: '^Step'"),
            Map.entry("end", "end: '^Loop'"),
            Map.entry("delimiter", "delimiter: ';'"),
            Map.entry("step", "step: epoch"),
            Map.entry("rename", "rename: {a: train/a}"),
            Map.entry("every", "{command: python3 evaluate.py, every: 5m}"),
            Map.entry("command", "command: python3 evaluate.py"));

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
            refuse(item, e.getMessage());
        }
    }

    private void refuse(YamlValue item, String message) {
        var meant = entry(item, message);
        var mark = meant.map(entry -> entry.value().start()).orElse(item.start());
        var fix = meant.map(entry -> EXAMPLES.get(entry.name())).orElse(EXAMPLE);
        problems.add(mark, meant.map(entry -> plain(entry, message)).orElse(message), fix);
    }

    /** Says of a value of the wrong kind what it is. */
    private static String plain(YamlValue.Entry entry, String message) {
        var wanted = entry.name().equals("every") ? "a time with its unit" : "a text";
        return isOfWrongKind(message, entry.name())
                ? "'" + entry.name() + "' must be " + wanted + ", not "
                        + entry.value().kind()
                : message;
    }

    private static boolean isOfWrongKind(String message, String key) {
        return message.endsWith("expected string as '" + key + "'");
    }

    /** The key that the message is about, as far as it names one. */
    private static Optional<YamlValue.Entry> entry(YamlValue item, String message) {
        return item instanceof Mapping map
                ? map.entries().stream()
                        .filter(entry -> EXAMPLES.containsKey(entry.name()))
                        .filter(entry -> isAbout(message, entry.name()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isAbout(String message, String key) {
        return isOfWrongKind(message, key)
                || switch (key) {
                    case "as" -> message.contains("no reader");
                    case "from", "name", "end" -> false;
                    case "every" -> message.contains("is no time") || message.startsWith(key);
                    case "regex" ->
                        !message.startsWith("rename")
                                && (message.contains("pattern") || message.contains("regular expression"));
                    default -> message.startsWith(key);
                };
    }

    private static List<YamlValue> items(YamlValue value) {
        return value instanceof Sequence list ? list.items() : List.of(value);
    }
}
