package org.neronet.man.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neronet.man.config.Problems;

/** Puts computed parameters in an order in which each comes after those it needs. */
final class DerivedOrder {
    /** Each may need the one behind it, and they are followed that deep. */
    private static final int MOST = 1000;

    private final Problems problems;

    DerivedOrder(Problems problems) {
        this.problems = problems;
    }

    List<String> of(Map<String, Parameter> written, List<String> names) {
        var derived = written.values().stream()
                .filter(Parameter.Derived.class::isInstance)
                .map(parameter -> ((Parameter.Derived) parameter).formula())
                .toList();
        if (derived.size() > MOST) {
            var message = "more than 1,000 computed parameters, namely %,d".formatted(derived.size());
            problems.add(derived.get(0).mark(), message, "compute them in the program");
            return List.of();
        }
        var all = new LinkedHashSet<>(names);
        var formulas = new LinkedHashMap<String, Formula>();
        written.forEach((name, parameter) -> {
            if (parameter instanceof Parameter.Derived each && new FormulaReader(problems).known(each.formula(), all)) {
                formulas.put(name, each.formula());
            }
        });
        var ordered = new LinkedHashSet<String>();
        for (var name : formulas.keySet()) {
            visit(name, formulas, new LinkedHashSet<>(), ordered);
        }
        return List.copyOf(ordered);
    }

    private void visit(String name, Map<String, Formula> formulas, Set<String> open, Set<String> ordered) {
        if (!formulas.containsKey(name) || ordered.contains(name)) {
            return;
        }
        if (!open.add(name)) {
            var circle = new ArrayList<>(open).subList(List.copyOf(open).indexOf(name), open.size());
            var message = "computed parameters need each other: " + String.join(" → ", circle) + " → " + name;
            problems.add(formulas.get(name).mark(), message, "give one of them a value");
            return;
        }
        formulas.get(name).variables().forEach(needed -> visit(needed, formulas, open, ordered));
        open.remove(name);
        ordered.add(name);
    }
}
