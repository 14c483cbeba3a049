package org.neronet.man.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.neronet.common.json.JsonObject;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;

/** Checks {@code conditions:}, the original Neronet's rules, with its words. */
final class ConditionsReader {
    private static final Set<String> KEYS = Set.of("variablename", "killvalue", "comparator", "when", "action");
    private static final List<String> COMPARATORS = List.of("gt", "lt", "eq", "geq", "leq");
    private static final Map<String, String> SIGNS =
            Map.of(">", "gt", "<", "lt", "=", "eq", "==", "eq", ">=", "geq", "<=", "leq", "ge", "geq", "le", "leq");
    private static final List<String> ACTIONS = List.of("kill", "warn", "email");
    private static final Pattern WHEN = Pattern.compile("immediately|time\\s+\\d+(\\.\\d+)?");
    private static final String EXAMPLE =
            "too_high: {variablename: val_loss, comparator: gt, killvalue: 50, when: time 100, action: kill}";

    private final Problems problems;
    private final DeclaredMetrics metrics;

    ConditionsReader(Problems problems, DeclaredMetrics metrics) {
        this.problems = problems;
        this.metrics = metrics;
    }

    void check(YamlFields fields) {
        fields.map("conditions").ifPresent(map -> map.entries().forEach(this::check));
    }

    private void check(Entry entry) {
        if (!(entry.value() instanceof Mapping map)) {
            problems.add(
                    entry.value().start(),
                    "condition '" + entry.name() + "' must be a map, not "
                            + entry.value().kind(),
                    EXAMPLE);
            return;
        }
        int before = problems.count();
        var fields = new YamlFields(map, problems);
        fields.allowOnly(KEYS);
        for (var key : List.of("variablename", "killvalue", "comparator")) {
            if (fields.value(key).isEmpty()) {
                problems.add(entry.key().start(), "condition '" + entry.name() + "' has no '" + key + "'", EXAMPLE);
            }
        }
        fields.value("variablename").ifPresent(value -> metrics.check(value, "variablename"));
        fields.value("killvalue").ifPresent(value -> {
            if (!(value instanceof Scalar scalar && scalar.value() instanceof Number)) {
                problems.add(value.start(), "'killvalue' must be a number, not " + value.kind(), "killvalue: 50");
            }
        });
        comparator(fields);
        fields.oneOf("action", ACTIONS);
        fields.text("when")
                .filter(when -> !WHEN.matcher(when).matches())
                .ifPresent(when -> problems.add(
                        fields.start("when"),
                        "'when' cannot be '" + when + "'",
                        "when: immediately, or when: time 100 (minutes)"));
        if (problems.count() == before) {
            var watch = JsonObject.of("conditions", JsonObject.of(entry.name(), ParsedRule.json(map)));
            ParsedRule.fault(watch).ifPresent(fault -> problems.add(entry.key().start(), fault.getMessage(), EXAMPLE));
        }
    }

    private void comparator(YamlFields fields) {
        var sign = fields.value("comparator")
                .filter(Scalar.class::isInstance)
                .map(value -> SIGNS.get(((Scalar) value).text()));
        if (sign.isPresent()) {
            var message =
                    "'comparator' is a word, not '" + fields.text("comparator").orElseThrow() + "'";
            problems.add(fields.start("comparator"), message, "comparator: " + sign.get());
        } else {
            fields.oneOf("comparator", COMPARATORS);
        }
    }
}
