package org.neronet.man.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.config.ArgumentText;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads lists of values. */
final class ScalarList {
    private final Problems problems;

    ScalarList(Problems problems) {
        this.problems = problems;
    }

    /**
     * Empty when it has faults.
     *
     * @param distinct whether a value may be there only once
     */
    Optional<List<Scalar>> read(String name, Sequence list, boolean distinct) {
        int before = problems.count();
        if (list.items().isEmpty()) {
            var message = "0 combinations: the list of '" + name + "' is empty";
            problems.add(list.start(), message, "write at least one value, such as [0.1]");
        }
        var values = new ArrayList<Scalar>();
        Map<Object, Mark> seen = new HashMap<>();
        for (YamlValue item : list.items()) {
            if (item instanceof Scalar scalar) {
                if (usable(scalar)) {
                    if (distinct) {
                        refuseTwice(name, scalar, seen);
                    }
                    values.add(scalar);
                }
            } else {
                var message = "a value of '" + name + "' must be one text or number, not " + item.kind();
                problems.add(item.start(), message, name + ": [1, 2, 3]");
            }
        }
        return problems.count() == before ? Optional.of(values) : Optional.empty();
    }

    private void refuseTwice(String name, Scalar scalar, Map<Object, Mark> seen) {
        var number = Decimal.of(scalar).map(n -> (Object) n.stripTrailingZeros());
        var first = seen.putIfAbsent(number.orElse(scalar.text()), scalar.start());
        if (first != null) {
            var fix = "keep one of the two" + (number.isPresent() ? ", or quote them if they are texts" : "");
            var where = "; first in line " + first.line() + ", column " + first.column();
            problems.add(scalar.start(), "'" + name + "' has the value " + scalar.text() + " twice" + where, fix);
        }
    }

    /** Whether it can be part of an argument; says so if not. */
    boolean usable(Scalar scalar) {
        return ArgumentText.check(scalar.text(), scalar.start(), problems);
    }
}
