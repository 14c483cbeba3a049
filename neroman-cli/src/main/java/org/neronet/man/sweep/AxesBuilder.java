package org.neronet.man.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neronet.man.config.Listed;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlValue.Scalar;

/** Makes axes of what is written: which parameters change together, and which alone. */
final class AxesBuilder {
    static final String SEED = "seed";

    private static final int MOST_BITS = 31;

    private final SweepPlan plan;
    private final Map<String, Parameter> written;
    private final Problems problems;
    private final Set<String> names;
    private final List<Axis> axes = new ArrayList<>();
    private final Set<String> placed = new LinkedHashSet<>();
    private final Set<String> varied = new LinkedHashSet<>();

    AxesBuilder(SweepPlan plan, Map<String, Parameter> written, Problems problems) {
        this.plan = plan;
        this.written = written;
        this.problems = problems;
        this.names = new LinkedHashSet<>(written.keySet());
    }

    /** Parameters in file order, then those that only points or repetitions bring. */
    List<String> names() {
        return List.copyOf(names);
    }

    List<String> varied() {
        return names.stream().filter(varied::contains).toList();
    }

    /** What computed parameters are computed from. */
    Set<String> needed() {
        var needed = new LinkedHashSet<String>();
        written.values().forEach(parameter -> {
            if (parameter instanceof Parameter.Derived derived) {
                needed.addAll(derived.formula().variables());
            }
        });
        return needed;
    }

    /** How a computed parameter is computed. */
    Formula formula(String name) {
        return ((Parameter.Derived) written.get(name)).formula();
    }

    /** The axes, slowest first. */
    List<Axis> axes() {
        plan.points().ifPresent(this::addPoints);
        if (plan.repeat().isPresent()) {
            placed.add(SEED);
        }
        if (plan.random().isPresent()) {
            axes.add(new RandomSearch(plan, searched(), problems).axis());
        } else {
            zips().forEach(this::addZip);
            addGrid();
        }
        plan.repeat().ifPresent(this::addRepeat);
        return axes;
    }

    private void addPoints(List<Map<String, Scalar>> points) {
        var keys = new LinkedHashSet<String>();
        points.forEach(point -> keys.addAll(point.keySet()));
        keys.stream()
                .filter(key -> written.get(key) instanceof Parameter.Derived)
                .forEach(key -> {
                    var message = "a point sets '" + key + "', which 'parameters' computes";
                    problems.add(plan.mark(), message, "keep one of the two");
                });
        var rows = new ArrayList<Map<String, Scalar>>();
        for (var point : points) {
            var row = new LinkedHashMap<>(point);
            for (var key : keys) {
                if (row.containsKey(key)) {
                    continue;
                }
                if (written.get(key) instanceof Parameter.Constant constant) {
                    row.put(key, constant.scalar());
                } else {
                    var message = "a point has no '" + key + "', and 'parameters' gives no single value for it";
                    problems.add(plan.mark(), message, "write it in every point, or as a constant in 'parameters'");
                }
            }
            rows.add(row);
        }
        axes.add(Axis.of(List.copyOf(keys), rows));
        names.addAll(keys);
        placed.addAll(keys);
        varied.addAll(keys);
    }

    private List<List<String>> zips() {
        if (!plan.zipAll()) {
            return plan.zips();
        }
        var lists = written.keySet().stream()
                .filter(name -> written.get(name) instanceof Parameter.Varied && !placed.contains(name))
                .toList();
        if (lists.size() < 2) {
            problems.add(
                    plan.mark(),
                    "'zip' needs two lists or more, here " + lists.size(),
                    "parameters: {lr: [0.1, 0.2], layers: [1, 2]}");
        }
        return lists.isEmpty() ? List.of() : List.of(lists);
    }

    private void addZip(List<String> group) {
        var values = new LinkedHashMap<String, Values>();
        for (var name : group) {
            if (!written.containsKey(name)) {
                var message = "'zip' names '" + name + "', which is no parameter" + Suggestion.text(name, names);
                problems.add(plan.mark(), message, "known: " + Listed.of(names));
            } else if (!(written.get(name) instanceof Parameter.Varied list)) {
                problems.add(plan.mark(), "'zip' names '" + name + "', which is not a list", name + ": [1, 2]");
            } else if (!placed.add(name)) {
                problems.add(plan.mark(), "'zip' names '" + name + "' twice", "name it once");
            } else {
                values.put(name, list.values());
            }
        }
        if (!values.isEmpty()) {
            addTogether(values);
        }
    }

    private void addTogether(Map<String, Values> values) {
        var first = values.entrySet().iterator().next();
        values.forEach((name, list) -> {
            if (!list.size().equals(first.getValue().size())) {
                var message = "'zip' needs lists of one length: '%s' has %,d values, '%s' has %,d"
                        .formatted(first.getKey(), first.getValue().size(), name, list.size());
                problems.add(list.mark(), message, "make them equally long, or leave one out: {zip: [a, b]}");
            }
        });
        varied.addAll(values.keySet());
        axes.add(new Axis(List.copyOf(values.keySet()), first.getValue().size(), index -> {
            var row = new LinkedHashMap<String, Scalar>();
            values.forEach((name, list) -> row.put(name, list.at(index)));
            return row;
        }));
    }

    private void addGrid() {
        written.forEach((name, parameter) -> {
            if (placed.contains(name)) {
                return;
            }
            if (parameter instanceof Parameter.Constant constant) {
                axes.add(Axis.of(List.of(name), List.of(Map.of(name, constant.scalar()))));
            } else if (parameter instanceof Parameter.Varied list) {
                varied.add(name);
                axes.add(Axis.of(name, list.values()));
            } else if (parameter instanceof Parameter.Random random) {
                var message = "'" + random.kind() + "' of '" + name + "' is for a random search";
                problems.add(random.mark(), message, "add how many points are drawn, sweep: {random: 20}");
            }
        });
    }

    private Map<String, Parameter> searched() {
        var searched = new LinkedHashMap<>(written);
        searched.keySet().removeAll(placed);
        searched.forEach((name, parameter) -> {
            if (parameter instanceof Parameter.Varied || parameter instanceof Parameter.Random) {
                varied.add(name);
            }
            if (parameter instanceof Parameter.Varied list
                    && list.values().size().bitLength() > MOST_BITS) {
                var message = "'" + name + "' has too many values to draw one: "
                        + list.values().size();
                problems.add(list.values().mark(), message, "{integer: [low, high]} or {uniform: [low, high]}");
            }
        });
        return searched;
    }

    private void addRepeat(int times) {
        long first = 1;
        var seed = written.get(SEED);
        if (seed instanceof Parameter.Constant constant && constant.scalar().value() instanceof Long number) {
            first = number;
        } else if (seed != null || names.contains(SEED)) {
            var message =
                    "'repeat' gives each repetition a 'seed', so 'seed' can only be a whole number, where it begins";
            problems.add(plan.mark(), message, "leave 'repeat' out, or write seed: 42");
        }
        names.add(SEED);
        varied.add(SEED);
        long begin = first;
        axes.add(new Axis(
                List.of(SEED),
                java.math.BigInteger.valueOf(times),
                index -> Map.of(SEED, Decimal.whole(java.math.BigInteger.valueOf(begin + index), plan.mark()))));
    }
}
