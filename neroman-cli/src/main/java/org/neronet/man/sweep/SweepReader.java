package org.neronet.man.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mapping;

/** Reads {@code parameters:}, {@code sweep:} and {@code repeat:} of the blocks of one file. */
public final class SweepReader {
    private static final int EXPRESSIONS_EACH = 100;
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,63}";

    private final Problems problems;
    private final int limit;
    private final MemoryBudget memory;
    private BigInteger total = BigInteger.ZERO;
    private BigInteger looked = BigInteger.ZERO;

    /** @param limit most points of the whole file; of what is beyond it only the number is found */
    public SweepReader(Problems problems, int limit) {
        this(problems, limit, MemoryBudget.ofProcess());
    }

    /**
     * @param limit most points of the whole file
     * @param memory what they may take, which others take from, too
     */
    public SweepReader(Problems problems, int limit, MemoryBudget memory) {
        this.problems = problems;
        this.limit = limit;
        this.memory = memory;
    }

    /** What the block says; without points when it has faults or when the limit is exceeded. */
    public Sweep read(Mapping parameters, Optional<YamlValue> sweep, Optional<YamlValue> repeat) {
        int before = problems.count();
        var plan = new SweepPlanReader(problems).read(sweep, repeat, parameters.start());
        var written = parameters(parameters, plan);
        var builder = new AxesBuilder(plan, written, problems);
        var axes = builder.axes();
        var derived = new DerivedOrder(problems).of(written, builder.names());
        var size = axes.stream().map(Axis::size).reduce(BigInteger.ONE, BigInteger::multiply);
        boolean fine = problems.count() == before;
        var names = new LinkedHashSet<>(builder.names());
        plan.except().forEach(formula -> new FormulaReader(problems).known(formula, names));
        if (!fine || problems.count() > before) {
            return sweep(builder, plan, size, List.of());
        }
        var points = isTooLarge(axes, size, plan)
                        || computesTooMuch(size, derived.size() + plan.except().size(), plan)
                ? List.<Point>of()
                : points(builder, axes, derived, plan, size);
        return sweep(builder, plan, size, points);
    }

    private static Sweep sweep(AxesBuilder builder, SweepPlan plan, BigInteger size, List<Point> points) {
        var needed = new HashSet<>(builder.needed());
        plan.except().forEach(formula -> needed.addAll(formula.variables()));
        return new Sweep(builder.names(), builder.varied(), needed, size, points);
    }

    /** What can stand in braces. */
    static boolean isName(String name) {
        return name.matches(NAME);
    }

    private Map<String, Parameter> parameters(Mapping parameters, SweepPlan plan) {
        var reader = new ParameterReader(plan, problems);
        var written = new LinkedHashMap<String, Parameter>();
        for (var entry : parameters.entries()) {
            if (!isName(entry.name())) {
                var message = "'" + entry.name() + "' cannot name a parameter";
                problems.add(entry.key().start(), message, "a letter or _, then letters, digits and _ . -");
            }
            // One that has faults still is a parameter, so that its uses are not faults, too.
            written.put(entry.name(), reader.read(entry).orElseGet(() -> new Parameter.Constant(entry.key())));
        }
        return written;
    }

    private boolean isTooLarge(List<Axis> axes, BigInteger size, SweepPlan plan) {
        var most = BigInteger.valueOf(limit).multiply(plan.except().isEmpty() ? BigInteger.ONE : BigInteger.TEN);
        // With conditions every combination is looked at, which takes time: so many of the whole file, not of each
        // block.
        looked = looked.add(size);
        if (looked.compareTo(most) <= 0 || plan.except().isEmpty() && size.compareTo(most) <= 0) {
            total = total.add(plan.except().isEmpty() ? size : BigInteger.ZERO);
            return total.compareTo(BigInteger.valueOf(limit)) > 0 || needsTooMuch(axes, size, plan);
        }
        var factors = axes.stream()
                .map(Axis::size)
                .filter(count -> count.compareTo(BigInteger.ONE) > 0)
                .map(SweepReader::shown)
                .toList();
        var product = factors.size() > 1 ? String.join("×", factors) + " = " : "";
        var count = size.bitLength() < Long.SIZE ? "%,d".formatted(size) : shown(size);
        var message = "%s%s combinations, the limit is %,d".formatted(product, count, limit);
        problems.add(plan.mark(), message, "shorten a list, or allow more: neroman check --limit N");
        total = total.add(size);
        return true;
    }

    private boolean computesTooMuch(BigInteger size, int expressions, SweepPlan plan) {
        var all = size.multiply(BigInteger.valueOf(expressions));
        boolean much = all.compareTo(BigInteger.valueOf(limit).multiply(BigInteger.valueOf(EXPRESSIONS_EACH))) > 0;
        if (much) {
            var message = "%,d combinations with %,d expressions are %,d to compute, the limit is %,d"
                    .formatted(size, expressions, all, (long) limit * EXPRESSIONS_EACH);
            problems.add(plan.mark(), message, "write fewer expressions, or shorten a list");
        }
        return much;
    }

    private boolean needsTooMuch(List<Axis> axes, BigInteger size, SweepPlan plan) {
        long values = axes.stream().mapToLong(axis -> axis.names().size()).sum();
        boolean fits = memory.take(size, values * MemoryBudget.VALUE_BYTES);
        if (!fits) {
            var message = "%,d points with %,d values each need %s".formatted(size, values, memory.text());
            problems.add(plan.mark(), message, "write what never changes into the command, or split the file");
        }
        return !fits;
    }

    /** Beyond what a number of experiments could be, only its length. */
    private static String shown(BigInteger count) {
        return count.bitLength() < Long.SIZE
                ? count.toString()
                : "more than 10^" + (int) (Math.log10(2) * (count.bitLength() - 1));
    }

    private List<Point> points(
            AxesBuilder builder, List<Axis> axes, List<String> derived, SweepPlan plan, BigInteger size) {
        var points = new Product(axes, builder, derived, plan, problems).points(size.intValueExact());
        if (!plan.except().isEmpty()) {
            total = total.add(BigInteger.valueOf(points.size()));
            if (points.size() > limit) {
                var message = "%,d combinations are left, the limit is %,d".formatted(points.size(), limit);
                problems.add(
                        plan.mark(), message, "leave out more, or allow more: neroman check --limit " + points.size());
            }
        }
        new Duplicates(problems).check(points, plan);
        return new ArrayList<>(points);
    }
}
