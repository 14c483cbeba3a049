package org.neronet.man.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.man.config.Problems;
import org.neronet.man.config.Suggestion;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads what is written for one parameter. */
final class ParameterReader {
    private static final List<String> FORMS =
            List.of("range", "linspace", "logspace", "geomspace", "uniform", "loguniform", "choice", "integer", "expr");
    private static final int MOST_SPACED = 1_000_000_000;

    private final Problems problems;
    private final SweepPlan plan;
    private final ScalarList lists;
    private final Set<String> zipped;

    ParameterReader(SweepPlan plan, Problems problems) {
        this.plan = plan;
        this.problems = problems;
        this.lists = new ScalarList(problems);
        // A value in a list that goes together with others may come again.
        this.zipped = plan.zips().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** Empty when it has faults. */
    Optional<Parameter> read(Entry entry) {
        var name = entry.name();
        if (entry.value() instanceof Scalar scalar) {
            return lists.usable(scalar) ? Optional.of(new Parameter.Constant(scalar)) : Optional.empty();
        }
        if (entry.value() instanceof Sequence list) {
            return lists.read(name, list, !plan.zipAll() && !zipped.contains(name))
                    .map(all -> new Parameter.Varied(new Values.Listed(all, list.start())));
        }
        var map = (Mapping) entry.value();
        if (map.entries().size() != 1) {
            problems.add(
                    map.start(), "'" + name + "' must be a value, a list, or a map of one key", "one of " + forms());
            return Optional.empty();
        }
        return form(name, map.entries().get(0), map.start());
    }

    private Optional<Parameter> form(String name, Entry form, Mark mark) {
        return switch (form.name()) {
            case "range" -> numbers(form, 1, 3).flatMap(n -> range(name, n, form.value()));
            case "linspace", "logspace", "geomspace" -> numbers(form, 3, 3).flatMap(n -> spaced(form, n));
            case "uniform", "loguniform", "integer" -> numbers(form, 2, 2).flatMap(n -> drawn(form, n));
            case "choice" -> choice(name, form);
            case "expr" -> expression(form);
            default -> unknown(name, form, mark);
        };
    }

    private Optional<Parameter> unknown(String name, Entry form, Mark mark) {
        var near = Suggestion.text(form.name(), FORMS);
        problems.add(
                mark, "'" + name + "': no way to vary is called '" + form.name() + "'" + near, "one of " + forms());
        return Optional.empty();
    }

    private static String forms() {
        return String.join(", ", FORMS) + ", such as {range: [0, 10]}";
    }

    private Optional<List<Scalar>> numbers(Entry form, int least, int most) {
        var example = Examples.of(form.name());
        if (!(form.value() instanceof Sequence list)
                || list.items().size() < least
                || list.items().size() > most) {
            var count = least == most ? String.valueOf(least) : least + " to " + most;
            problems.add(
                    form.value().start(), "'" + form.name() + "' must be a list of " + count + " numbers", example);
            return Optional.empty();
        }
        var numbers = new ArrayList<Scalar>();
        for (var item : list.items()) {
            if (item instanceof Scalar scalar && Decimal.of(scalar).isPresent()) {
                numbers.add(scalar);
            } else {
                problems.add(item.start(), "'" + form.name() + "' takes numbers, not " + item.kind(), example);
            }
        }
        return numbers.size() == list.items().size() ? Optional.of(numbers) : Optional.empty();
    }

    private Optional<Parameter> range(String name, List<Scalar> n, YamlValue value) {
        var start = n.size() == 1 ? BigDecimal.ZERO : number(n.get(0));
        var stop = number(n.get(n.size() == 1 ? 0 : 1));
        var step = n.size() == 3 ? number(n.get(2)) : BigDecimal.ONE;
        if (step.signum() == 0) {
            problems.add(n.get(2).start(), "the step of a range cannot be 0", Examples.of("range"));
            return Optional.empty();
        }
        var range = new Values.Range(start, stop, step, n.stream().allMatch(Decimal::isWhole), value.start());
        if (range.size().signum() == 0) {
            var message = "0 combinations: the range of '" + name + "' is empty";
            problems.add(value.start(), message, "the stop is excluded: [start, stop, step], such as [0, 10, 2]");
            return Optional.empty();
        }
        return Optional.of(new Parameter.Varied(range));
    }

    private Optional<Parameter> spaced(Entry form, List<Scalar> n) {
        if (!(n.get(2).value() instanceof Long count) || count < 1 || count > MOST_SPACED) {
            var message = "the third number of '" + form.name() + "' says how many, and must be a whole one from 1";
            problems.add(n.get(2).start(), message, Examples.of(form.name()));
            return Optional.empty();
        }
        return new SpacedValues(
                        number(n.get(0)),
                        number(n.get(1)),
                        count.intValue(),
                        form.value().start())
                .of(form, problems)
                .map(Parameter.Varied::new);
    }

    private Optional<Parameter> drawn(Entry form, List<Scalar> n) {
        var low = number(n.get(0));
        var high = number(n.get(1));
        var at = form.value().start();
        boolean whole = form.name().equals("integer");
        if (whole && !n.stream().allMatch(Decimal::isWhole)) {
            return fault(at, "'integer' takes two whole numbers", form.name());
        } else if (low.compareTo(high) > 0 || !whole && low.compareTo(high) == 0) {
            return fault(at, "'" + form.name() + "': the first number must be the lower one", form.name());
        } else if (form.name().equals("loguniform") && low.signum() <= 0) {
            return fault(at, "'loguniform' takes numbers above 0", form.name());
        }
        var drawn = whole
                ? new Drawn.Whole(low.toBigIntegerExact(), high.toBigIntegerExact(), at)
                : form.name().equals("uniform")
                        ? new Drawn.Uniform(low.doubleValue(), high.doubleValue(), at)
                        : new Drawn.LogUniform(low.doubleValue(), high.doubleValue(), at);
        return Optional.of(new Parameter.Random(form.name(), drawn, form.key().start()));
    }

    private Optional<Parameter> choice(String name, Entry form) {
        if (!(form.value() instanceof Sequence list)) {
            return fault(form.value().start(), "'choice' must be a list of values", "choice");
        }
        return lists.read(name, list, true)
                .map(all -> new Parameter.Random(
                        "choice", new Drawn.Choice(all), form.key().start()));
    }

    private Optional<Parameter> expression(Entry form) {
        if (!(form.value() instanceof Scalar scalar) || scalar.isNull()) {
            return fault(form.value().start(), "'expr' must be one text", "expr");
        }
        return new FormulaReader(problems).read(scalar).map(Parameter.Derived::new);
    }

    private Optional<Parameter> fault(Mark at, String message, String form) {
        problems.add(at, message, Examples.of(form));
        return Optional.empty();
    }

    private static BigDecimal number(Scalar scalar) {
        return Decimal.of(scalar).orElseThrow();
    }
}
