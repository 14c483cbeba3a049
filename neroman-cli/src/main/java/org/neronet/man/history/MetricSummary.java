package org.neronet.man.history;

import java.util.Optional;

/**
 * One metric of one attempt in short.
 *
 * @param last the value that came last; may be NaN
 * @param min the lowest value; empty when all are NaN
 * @param max the highest value; empty when all are NaN
 * @param step the step of the last value
 * @param count of all values, NaN included
 */
public record MetricSummary(
        String name, double last, Optional<Double> min, Optional<Double> max, double step, long count) {}
