package org.neronet.man.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue.Scalar;

/** Walks through the product of the axes, the last one fastest. */
final class Product {
    private final List<Axis> axes;
    private final List<String> names;
    private final Map<String, Formula> formulas = new LinkedHashMap<>();
    private final SweepPlan plan;
    private final Problems problems;

    Product(List<Axis> axes, AxesBuilder builder, List<String> derived, SweepPlan plan, Problems problems) {
        this.axes = axes;
        this.names = builder.names();
        this.plan = plan;
        this.problems = problems;
        derived.forEach(name -> formulas.put(name, builder.formula(name)));
    }

    /** The points that are not left out; an expression that fails ends the walk. */
    List<Point> points(int size) {
        var points = new ArrayList<Point>();
        int before = problems.count();
        for (int index = 0; index < size && problems.count() == before; index++) {
            var point = point(index);
            if (problems.count() == before && !isLeftOut(point)) {
                points.add(point);
            }
        }
        if (points.size() == size && !plan.except().isEmpty()) {
            problems.warn(plan.except().get(0).mark(), "'except' leaves nothing out", "check its names and values");
        }
        if (points.isEmpty() && problems.count() == before) {
            problems.add(plan.mark(), "0 combinations: 'except' leaves out all " + size, "let it hold for fewer");
        }
        return problems.count() == before ? points : List.of();
    }

    private Point point(int index) {
        var values = new HashMap<String, Scalar>();
        int rest = index;
        for (int i = axes.size() - 1; i >= 0; i--) {
            int length = axes.get(i).size().intValueExact();
            values.putAll(axes.get(i).at().apply(rest % length));
            rest /= length;
        }
        formulas.forEach((name, formula) -> {
            try {
                values.put(name, formula.value(values));
            } catch (Formula.FormulaException e) {
                new FormulaReader(problems).failed(formula, new Point(values), e);
                values.put(name, new Scalar("", "", true, formula.mark(), formula.mark()));
            }
        });
        var ordered = new LinkedHashMap<String, Scalar>();
        names.forEach(name -> ordered.put(name, values.get(name)));
        return new Point(ordered);
    }

    private boolean isLeftOut(Point point) {
        for (var formula : plan.except()) {
            try {
                if (formula.holds(point.values())) {
                    return true;
                }
            } catch (Formula.FormulaException e) {
                new FormulaReader(problems).failed(formula, point, e);
                return true;
            }
        }
        return false;
    }
}
