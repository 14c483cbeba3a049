package org.neronet.man.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Checks {@code stop:}, a list of rules; each is told by the key that only it has. */
final class StopReader {
    private static final List<String> ACTIONS = List.of("warn", "stop", "kill", "notify");
    private static final List<String> GOALS = List.of("min", "max");
    private static final Set<String> COMMON = Set.of("metric", "action", "after", "for");
    private static final Pattern AFTER = Pattern.compile("\\d+(\\s+(steps?|epochs?))?|" + Spans.SPAN.pattern());
    private static final String EXAMPLE =
            "stop: [nan, {metric: val_loss, patience: 10}, {no_output: 30m, action: warn}]";

    /** The key that names a rule, and the keys that only it may have beside the common ones. */
    private static final Map<String, Set<String>> RULES = rules();

    private final Problems problems;
    private final DeclaredMetrics metrics;

    StopReader(Problems problems, DeclaredMetrics metrics) {
        this.problems = problems;
        this.metrics = metrics;
    }

    private static Map<String, Set<String>> rules() {
        var rules = new LinkedHashMap<String, Set<String>>();
        for (var comparison : List.of("gt", "ge", "lt", "le")) {
            rules.put(comparison, Set.of());
        }
        rules.put("nan", Set.of("times"));
        rules.put("patience", Set.of("min_delta", "goal", "baseline"));
        rules.put("plateau", Set.of("results", "grace"));
        rules.put("diverge", Set.of("goal"));
        rules.put("max_steps", Set.of());
        rules.put("max_epochs", Set.of());
        rules.put("max_time", Set.of());
        rules.put("no_output", Set.of());
        rules.put("gpu_idle", Set.of("below"));
        rules.put("memory", Set.of());
        rules.put("disk", Set.of());
        rules.put("prune", Set.of("grace", "eta", "startup", "goal"));
        rules.put("when", Set.of());
        return rules;
    }

    void check(YamlFields fields) {
        fields.value("stop").ifPresent(value -> {
            for (var rule : value instanceof Sequence list ? list.items() : List.of(value)) {
                check(rule);
            }
        });
    }

    private void check(YamlValue rule) {
        if (rule instanceof Mapping map) {
            check(map);
        } else if (!(rule instanceof Scalar scalar) || !scalar.text().equals("nan")) {
            var what = rule instanceof Scalar scalar ? "'" + scalar.text() + "'" : rule.kind();
            problems.add(rule.start(), "a stop rule is 'nan' or a map, not " + what, EXAMPLE);
        }
    }

    private void check(Mapping map) {
        var fields = new YamlFields(map, problems);
        var kinds = RULES.keySet().stream()
                .filter(kind -> fields.value(kind).isPresent())
                .toList();
        if (kinds.size() != 1) {
            refuse(map, kinds);
            return;
        }
        var kind = kinds.get(0);
        var known = new TreeSet<>(COMMON);
        known.addAll(RULES.get(kind));
        known.add(kind);
        fields.allowOnly(known);
        new StopValues(problems, fields).check(kind);
        needMetric(kind, fields, map);
        fields.value("metric").ifPresent(value -> metrics.check(value, "metric"));
        fields.oneOf("action", ACTIONS);
        fields.oneOf("goal", GOALS);
        fields.integer("for", 1, 1_000_000);
        fields.text("after")
                .filter(text -> !AFTER.matcher(text).matches())
                .ifPresent(text -> problems.add(
                        fields.start("after"),
                        "'after' cannot be '" + text + "'",
                        "after: 5 epochs, after: 100 steps or after: 30m"));
    }

    private void refuse(Mapping map, List<String> kinds) {
        if (kinds.size() > 1) {
            problems.add(
                    map.start(),
                    "'" + String.join("' and '", kinds) + "' are two rules",
                    "write each as an item of its own");
            return;
        }
        var written = map.entries().stream()
                .map(YamlValue.Entry::name)
                .filter(name -> !COMMON.contains(name))
                .toList();
        var near = written.isEmpty() ? "" : Suggestion.text(written.get(0), RULES.keySet());
        var what = written.isEmpty()
                ? "this rule says no condition"
                : "no stop rule is called '" + written.get(0) + "'" + near;
        problems.add(map.start(), what, "one of: " + String.join(", ", RULES.keySet()));
    }

    private void needMetric(String kind, YamlFields fields, Mapping map) {
        var ofMetric = Set.of("gt", "ge", "lt", "le", "patience", "plateau", "diverge", "prune");
        if (ofMetric.contains(kind) && fields.value("metric").isEmpty()) {
            problems.add(map.start(), "the rule '" + kind + "' needs a metric", "{metric: val_loss, " + kind + ": …}");
        }
    }
}
