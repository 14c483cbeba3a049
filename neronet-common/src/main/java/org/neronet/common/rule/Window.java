package org.neronet.common.rule;

import java.util.Arrays;

/** The last values of a metric, and what they come to. Owned by one thread. */
final class Window {
    private final double[] ring;
    private long count;

    /** @param size at least 1 */
    Window(int size) {
        ring = new double[size];
    }

    void add(double value) {
        ring[(int) (count++ % ring.length)] = value;
    }

    /** How many values it holds. */
    int size() {
        return (int) Math.min(count, ring.length);
    }

    /** The last {@code n} values, or all there are; in no order. */
    double[] last(int n) {
        int wanted = Math.min(n, size());
        var values = new double[wanted];
        for (int i = 0; i < wanted; i++) {
            values[i] = ring[(int) ((count - 1 - i) % ring.length)];
        }
        return values;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    static double median(double[] values) {
        if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The standard deviation of the whole, not of a sample: divided by n. */
    static double std(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(Double.NaN));
    }

    /** The median distance from the median. */
    static double mad(double[] values) {
        double median = median(values);
        return median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
    }
}
