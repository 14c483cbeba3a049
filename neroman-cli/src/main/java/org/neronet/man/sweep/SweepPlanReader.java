package org.neronet.man.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads {@code sweep:} and {@code repeat:}. */
final class SweepPlanReader {
    private static final Set<String> KEYS = Set.of("zip", "points", "random", "seed", "except", "repeat");
    private static final List<String> WORDS = List.of("grid", "zip");
    private static final int MANY = 1_000_000;
    private static final String FORMS =
            "sweep: zip, or a map such as {random: 20, seed: 7}, {zip: [lr, layers]}, {points: [{lr: 0.1}]}, {except: \"lr > 0.05\"}";

    private final Problems problems;

    SweepPlanReader(Problems problems) {
        this.problems = problems;
    }

    SweepPlan read(Optional<YamlValue> sweep, Optional<YamlValue> repeat, Mark otherwise) {
        var mark = sweep.or(() -> repeat).map(YamlValue::start).orElse(otherwise);
        var map = sweep.filter(Mapping.class::isInstance).map(Mapping.class::cast);
        boolean zipWord = sweep.isPresent()
                && map.isEmpty()
                && word(sweep.get()).filter("zip"::equals).isPresent();
        var fields = new YamlFields(map.orElse(new Mapping(List.of(), false, mark, mark)), problems);
        fields.allowOnly(KEYS);
        refuseTwoWays(fields);
        var zip = fields.value("zip");
        boolean zipAll = zipWord || zip.filter(SweepPlanReader::isTrue).isPresent();
        return new SweepPlan(
                mark,
                zipAll,
                zip.filter(value -> !isTrue(value)).map(this::groups).orElse(List.of()),
                fields.value("points").map(this::points),
                number(fields, "random"),
                seed(fields),
                except(fields),
                repeat(fields, repeat));
    }

    private Optional<String> word(YamlValue value) {
        if (value instanceof Scalar scalar && WORDS.contains(scalar.text())) {
            return Optional.of(scalar.text());
        }
        var near = value instanceof Scalar scalar ? Suggestion.text(scalar.text(), WORDS) : "";
        problems.add(value.start(), "'sweep' cannot be " + value.kind() + near, FORMS);
        return Optional.empty();
    }

    private static boolean isTrue(YamlValue value) {
        return value instanceof Scalar scalar
                && (Boolean.TRUE.equals(scalar.value()) || scalar.text().equals("all"));
    }

    private void refuseTwoWays(YamlFields fields) {
        var ways = List.of("zip", "points", "random").stream()
                .filter(way -> fields.value(way).isPresent())
                .toList();
        if (ways.size() > 1 && !ways.equals(List.of("zip", "points"))) {
            problems.add(
                    fields.start(ways.get(1)), "'" + String.join("' and '", ways) + "' exclude each other", "keep one");
        }
        if (fields.value("seed").isPresent() && fields.value("random").isEmpty()) {
            problems.add(
                    fields.start("seed"),
                    "'seed' is for a random search",
                    "{random: 20, seed: 7}; for repetitions: parameters: {seed: 42}");
        }
    }

    /** {@code [a, b]}, or {@code [[a, b], [c, d]]}. */
    private List<List<String>> groups(YamlValue value) {
        if (!(value instanceof Sequence list) || list.items().isEmpty()) {
            problems.add(value.start(), "'zip' must be a list of parameters", "{zip: [lr, layers]}");
            return List.of();
        }
        boolean nested = list.items().get(0) instanceof Sequence;
        var groups = new ArrayList<List<String>>();
        for (var group : nested ? list.items() : List.<YamlValue>of(list)) {
            groups.add(names(group));
        }
        return groups;
    }

    private List<String> names(YamlValue group) {
        var names = new ArrayList<String>();
        for (var item : group instanceof Sequence list ? list.items() : List.of(group)) {
            if (item instanceof Scalar scalar) {
                names.add(scalar.text());
            } else {
                problems.add(
                        item.start(), "'zip' takes names of parameters, not " + item.kind(), "{zip: [lr, layers]}");
            }
        }
        return names;
    }

    private List<Map<String, Scalar>> points(YamlValue value) {
        if (!(value instanceof Sequence list) || list.items().isEmpty()) {
            problems.add(
                    value.start(), "'points' must be a list of at least one point", "{points: [{lr: 0.1, layers: 1}]}");
            return List.of();
        }
        return list.items().stream().map(this::point).toList();
    }

    private Map<String, Scalar> point(YamlValue item) {
        var point = new LinkedHashMap<String, Scalar>();
        if (!(item instanceof Mapping map)) {
            problems.add(
                    item.start(), "a point must be a map of parameters, not " + item.kind(), "{lr: 0.1, layers: 1}");
            return point;
        }
        for (var entry : map.entries()) {
            if (!SweepReader.isName(entry.name())) {
                var message = "'" + entry.name() + "' cannot name a parameter";
                problems.add(entry.key().start(), message, "a letter or _, then letters, digits and _ . -");
            }
            if (entry.value() instanceof Scalar scalar) {
                if (new ScalarList(problems).usable(scalar)) {
                    point.put(entry.name(), scalar);
                }
            } else {
                var message = "'" + entry.name() + "' of a point must be one value, not "
                        + entry.value().kind();
                problems.add(entry.value().start(), message, "write a point for each value");
            }
        }
        return point;
    }

    private static OptionalInt number(YamlFields fields, String key) {
        return fields.integer(key, 1, MANY).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private long seed(YamlFields fields) {
        var seed = fields.value("seed");
        if (seed.isPresent() && !(seed.get() instanceof Scalar scalar && scalar.value() instanceof Long)) {
            problems.add(seed.get().start(), "'seed' must be a whole number", "{random: 20, seed: 7}");
        }
        return seed.filter(Scalar.class::isInstance)
                .map(value -> ((Scalar) value).value())
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .orElse(0L);
    }

    private List<Formula> except(YamlFields fields) {
        var value = fields.value("except");
        if (value.isEmpty()) {
            return List.of();
        }
        var formulas = new ArrayList<Formula>();
        for (var item : value.get() instanceof Sequence list ? list.items() : List.of(value.get())) {
            if (item instanceof Scalar scalar && !scalar.isNull()) {
                new FormulaReader(problems).read(scalar).ifPresent(formulas::add);
            } else {
                problems.add(
                        item.start(), "'except' must be a condition, not " + item.kind(), "{except: \"lr > 0.05\"}");
            }
        }
        return formulas;
    }

    private OptionalInt repeat(YamlFields fields, Optional<YamlValue> outside) {
        if (outside.isPresent() && fields.value("repeat").isPresent()) {
            problems.add(outside.get().start(), "'repeat' stands here and in 'sweep'", "keep one of the two");
        }
        if (outside.isPresent()
                && !(outside.get() instanceof Scalar scalar
                        && scalar.value() instanceof Long times
                        && times >= 1
                        && times <= MANY)) {
            var message = "'repeat' must be a whole number from 1 to " + MANY + ", not "
                    + outside.get().kind();
            problems.add(outside.get().start(), message, "repeat: 5");
            return OptionalInt.empty();
        }
        return outside.map(value -> OptionalInt.of(((Long) ((Scalar) value).value()).intValue()))
                .orElseGet(() -> number(fields, "repeat"));
    }
}
