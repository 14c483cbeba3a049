package org.neronet.man.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.json.JsonObject;
import org.neronet.man.config.Listed;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** The metrics that a block declares, against which its rules are compared. */
final class DeclaredMetrics {
    private static final int LONGEST = 200;

    private final Problems problems;
    private final Set<String> names;
    private final JsonObject goals;

    DeclaredMetrics(YamlFields fields, Problems problems) {
        this.problems = problems;
        this.names = fields.value("metrics").map(DeclaredMetrics::names).orElse(Set.of());
        this.goals = fields.value("metrics")
                .filter(Mapping.class::isInstance)
                .flatMap(map -> ((Mapping) map).entry("goal"))
                .map(YamlValue.Entry::value)
                .filter(Mapping.class::isInstance)
                .map(map -> ParsedRule.json((Mapping) map))
                .orElse(JsonObject.empty());
    }

    /** Which of them are better small and which large, as far as it is written, for whoever judges. */
    JsonObject watch() {
        return JsonObject.of("metrics", JsonObject.of("goal", goals));
    }

    private static Set<String> names(YamlValue value) {
        if (value instanceof Mapping map) {
            return map.entry("only").map(only -> names(only.value())).orElse(Set.of());
        }
        var items = value instanceof Sequence list ? list.items() : List.of(value);
        return items.stream()
                .filter(Scalar.class::isInstance)
                .map(item -> ((Scalar) item).text())
                .filter(name -> !name.equals("auto"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A name that cannot be one is a fault; one that is not among those declared is only warned of. */
    void check(YamlValue value, String key) {
        if (!(value instanceof Scalar scalar) || !(scalar.value() instanceof String name)) {
            problems.add(
                    value.start(),
                    "'" + key + "' must be the name of a metric, not " + value.kind(),
                    key + ": val_loss");
        } else if (name.isBlank() || name.length() > LONGEST) {
            problems.add(value.start(), "a metric's name has 1 to " + LONGEST + " characters", key + ": val_loss");
        } else if (!names.isEmpty() && !names.contains(name) && problems.warnsMore()) {
            problems.warn(
                    value.start(),
                    "no metric named '" + name + "' is declared" + Suggestion.text(name, names),
                    "declared are " + Listed.of(names) + "; add it to 'metrics', or leave 'metrics' out");
        }
    }
}
