package org.neronet.man.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Mark;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads {@code parameters:}. */
public final class SweepReader {
    private final Problems problems;

    public SweepReader(Problems problems) {
        this.problems = problems;
    }

    /** @param sweep the value of {@code sweep:} */
    public Sweep read(Mapping parameters, Optional<YamlValue> sweep) {
        var axes = new ArrayList<Sweep.Axis>();
        for (var entry : parameters.entries()) {
            if (!entry.name().matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}")) {
                var message = "'" + entry.name() + "' cannot name a parameter";
                problems.add(entry.key().start(), message, "a letter or _, then letters, digits and _ . -");
            }
            axes.add(axis(entry));
        }
        return new Sweep(axes);
    }

    private Sweep.Axis axis(Entry entry) {
        if (entry.value() instanceof Sequence list) {
            if (list.items().isEmpty()) {
                var message = "0 combinations: the list of '" + entry.name() + "' is empty";
                problems.add(list.start(), message, "write at least one value, such as [0.1]");
            }
            return new Sweep.Axis(entry.name(), values(entry.name(), list), true);
        }
        if (entry.value() instanceof Scalar scalar) {
            checkNul(scalar);
            return new Sweep.Axis(entry.name(), List.of(scalar), false);
        }
        var message = "'" + entry.name() + "': sweeps other than a list are not supported yet in this version";
        problems.add(entry.value().start(), message, entry.name() + ": [1, 2, 3]");
        return new Sweep.Axis(entry.name(), List.of(), false);
    }

    private List<Scalar> values(String name, Sequence list) {
        var values = new ArrayList<Scalar>();
        Map<String, Mark> seen = new HashMap<>();
        for (YamlValue item : list.items()) {
            if (!(item instanceof Scalar scalar)) {
                var message = "a value of '" + name + "' must be one text or number, not " + item.kind();
                problems.add(item.start(), message, name + ": [1, 2, 3]");
                continue;
            }
            checkNul(scalar);
            if (seen.putIfAbsent(scalar.text(), scalar.start()) != null) {
                var message = "'" + name + "' has the value " + scalar.text() + " twice";
                problems.add(scalar.start(), message, "keep one of the two");
            }
            values.add(scalar);
        }
        return values;
    }

    private void checkNul(Scalar scalar) {
        if (scalar.text().indexOf('\0') >= 0) {
            problems.add(scalar.start(), "a NUL character cannot be part of an argument", "remove it");
        }
    }
}
