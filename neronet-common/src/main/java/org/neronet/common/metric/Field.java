package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A value that {@link FieldScanner} found, such as {@code Loss 2.1 (2.3)}.
 *
 * @param mean the running mean in parentheses behind it
 */
record Field(String name, double value, OptionalDouble mean) {
    /** What is put behind the name for the running mean. */
    static final String MEAN = "/mean";

    Field(String name, double value) {
        this(name, value, OptionalDouble.empty());
    }

    Field behind(String prefix) {
        return new Field(prefix + name, value, mean);
    }

    /** The value and the mean as readings, the name behind {@code prefix}. */
    static List<Reading> readings(List<Field> fields, String prefix, OptionalDouble step) {
        var readings = new ArrayList<Reading>(fields.size());
        for (var field : fields) {
            field.addTo(readings, prefix, step);
        }
        return readings;
    }

    // Without lambdas and joined text, which are slow in a young virtual machine: this is done for every value.
    void addTo(List<Reading> readings, String prefix, OptionalDouble step) {
        var full = prefix.isEmpty() ? name : prefix.concat(name);
        readings.add(new Reading.Value(full, step, value));
        if (mean.isPresent()) {
            readings.add(new Reading.Value(full.concat(MEAN), step, mean.getAsDouble()));
        }
    }
}
