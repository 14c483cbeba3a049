package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The columns of a table that is open.
 *
 * @param step index of the x axis; -1 for none
 */
record Columns(List<String> names, int step) {
    /** Most columns of a table. */
    static final int MAX = 1_000;

    /** With the x axis found by its name. */
    static Columns of(List<String> names) {
        return new Columns(names, XAxis.in(names));
    }

    int count() {
        return names.size();
    }

    /**
     * All numbers of a row as values of their columns; a cell that is no number, or has no name above it, is passed over.
     *
     * @param cells one for each column
     * @param otherwise the step when the row names none
     */
    List<Reading> readings(List<OptionalDouble> cells, OptionalDouble otherwise) {
        var place = step < 0 ? OptionalDouble.empty() : cells.get(step);
        boolean named = place.isPresent() && Double.isFinite(place.getAsDouble());
        var x = named ? place : otherwise;
        var readings = new ArrayList<Reading>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            var name = names.get(i);
            if (!name.isEmpty()) {
                cells.get(i).ifPresent(value -> readings.add(new Reading.Value(name, x, value)));
            }
        }
        return readings;
    }
}
