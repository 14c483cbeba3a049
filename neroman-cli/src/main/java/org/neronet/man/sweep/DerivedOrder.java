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
    private final Problems problems;

    DerivedOrder(Problems problems) {
        this.problems = problems;
    }

    List<String> of(Map<String, Parameter> written, List<String> names) {
        var formulas = new LinkedHashMap<String, Formula>();
        written.forEach((name, parameter) -> {
            if (parameter instanceof Parameter.Derived derived
                    && new FormulaReader(problems).known(derived.formula(), names)) {
                formulas.put(name, derived.formula());
            }
        });
        var ordered = new ArrayList<String>();
        for (var name : formulas.keySet()) {
            visit(name, formulas, new LinkedHashSet<>(), ordered);
        }
        return ordered;
    }

    private void visit(String name, Map<String, Formula> formulas, Set<String> open, List<String> ordered) {
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
        if (!ordered.contains(name)) {
            ordered.add(name);
        }
    }
}
