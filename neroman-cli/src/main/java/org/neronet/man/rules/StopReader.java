package org.neronet.man.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.neronet.common.rule.StopKind;
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
    private static final List<String> GOALS = List.of("min", "max", "auto");
    private static final Set<String> COMMON = StopKind.COMMON;
    private static final Pattern AFTER = Pattern.compile("\\d+(\\s+(steps?|epochs?))?|" + Spans.SPAN.pattern());
    private static final String EXAMPLE =
            "stop: [nan, {metric: val_loss, patience: 10}, {no_output: 30m, action: warn}]";

    private static final List<String> KINDS =
            Arrays.stream(StopKind.values()).map(StopKind::word).toList();

    private final Problems problems;
    private final DeclaredMetrics metrics;

    StopReader(Problems problems, DeclaredMetrics metrics) {
        this.problems = problems;
        this.metrics = metrics;
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
        var kinds =
                KINDS.stream().filter(kind -> fields.value(kind).isPresent()).toList();
        if (kinds.size() != 1) {
            refuse(map, kinds);
            return;
        }
        var kind = kinds.get(0);
        var known = StopKind.valueOf(kind.toUpperCase(Locale.ROOT));
        int before = problems.count();
        fields.allowOnly(new TreeSet<>(known.keys()));
        new StopValues(problems, fields, metrics.watch()).check(kind);
        needMetric(known, fields, map);
        fields.value("metric").ifPresent(value -> metrics.check(value, "metric"));
        fields.oneOf("action", ACTIONS);
        fields.oneOf("goal", GOALS);
        fields.integer("for", 1, 1_000_000);
        new Spans(problems).check(fields, "kill_after", "kill_after: 60s");
        fields.text("after")
                .filter(text -> !AFTER.matcher(text).matches())
                .ifPresent(text -> problems.add(
                        fields.start("after"),
                        "'after' cannot be '" + text + "'",
                        "after: 5 epochs, after: 100 steps or after: 30m"));
        if (problems.count() == before) {
            ParsedRule.fault(metrics.watch().with("stop", ParsedRule.json(map)))
                    .ifPresent(fault -> problems.add(map.start(), fault.getMessage(), EXAMPLE));
        }
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
        var near = written.isEmpty() ? "" : Suggestion.text(written.get(0), KINDS);
        var what = written.isEmpty()
                ? "this rule says no condition"
                : "no stop rule is called '" + written.get(0) + "'" + near;
        problems.add(map.start(), what, "one of: " + String.join(", ", KINDS));
    }

    private void needMetric(StopKind kind, YamlFields fields, Mapping map) {
        if (kind.needsMetric() && fields.value("metric").isEmpty()) {
            problems.add(
                    map.start(),
                    "the rule '" + kind.word() + "' needs a metric",
                    "{metric: val_loss, " + kind.word() + ": …}");
        }
    }
}
