package org.neronet.common.metric;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Places the values of one stream on the x axis: where the program says, else counted. A name that comes again begins
 * the next step, so that what is printed together stays together.
 */
final class Series {
    /** The last value of one metric. */
    private static final class Last {
        private String reader = "";
        private double step = Double.NEGATIVE_INFINITY;
        private double value;
        private long row = -1;
    }

    private final Map<String, Last> names = new HashMap<>();
    private final StreamContext context;
    private boolean overflowed;

    Series(StreamContext context) {
        this.context = context;
    }

    /** Where this value belongs; empty when its name is one too many. */
    OptionalDouble place(String reader, Reading.Value reading) {
        var last = names.get(reading.name());
        if (last == null) {
            if (names.size() >= OutputReader.MAX_METRICS) {
                overflowed = true;
                return OptionalDouble.empty();
            }
            last = new Last();
            names.put(reading.name(), last);
        }
        return place(last, reader, reading);
    }

    boolean overflowed() {
        return overflowed;
    }

    /** Whether the last value of the same name from the same reader was the same at the same place. */
    boolean isAgain(String reader, Reading.Value reading) {
        var last = names.get(reading.name());
        return last != null
                && reading.step().isPresent()
                && reading.step().getAsDouble() == last.step
                && Double.compare(reading.value(), last.value) == 0
                && reader.equals(last.reader);
    }

    private OptionalDouble place(Last last, String reader, Reading.Value reading) {
        double step = reading.step().isPresent() ? reading.step().getAsDouble() : count(last);
        last.reader = reader;
        last.step = step;
        last.value = reading.value();
        return OptionalDouble.of(step);
    }

    private double count(Last last) {
        long row = context.row();
        if (last.row == row) {
            row++;
        }
        if (row <= last.step) {
            row = (long) Math.min(Long.MAX_VALUE - 1, Math.floor(last.step) + 1);
        }
        context.row(row);
        last.row = row;
        return row;
    }
}
