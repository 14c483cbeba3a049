package org.neronet.common.rule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What an expression needs to know of the metrics it names. Owned by one thread. */
final class Memory {
    private static final Set<String> X_AXIS = Set.of("epoch", "step");

    private final Map<String, Series> series = new LinkedHashMap<>();
    private double furthest = Double.NaN;

    /** @param longest how many of the last values may be asked for */
    Memory(Set<String> names, int longest) {
        names.forEach(name -> series.put(name, new Series(longest)));
    }

    /** Whether a value of that name may change the expression. */
    boolean isOf(String name) {
        return series.containsKey(name) || X_AXIS.containsAll(series.keySet());
    }

    void add(Observation seen) {
        if (isOf(seen.name())) {
            furthest = Double.isNaN(furthest) ? seen.step() : Math.max(furthest, seen.step());
        }
        var one = series.get(seen.name());
        if (one != null) {
            one.add(seen.value());
        }
    }

    /** The last value; of {@code epoch} and {@code step}, where no metric is called so, the place on the x axis. */
    double last(String name) {
        var one = series.get(name);
        if (one.isEmpty()) {
            return X_AXIS.contains(name) ? furthest : Double.NaN;
        }
        return one.last;
    }

    double best(String name, Goal goal) {
        var one = series.get(name);
        double best = goal == Goal.MIN ? one.least : one.most;
        return one.isEmpty() || Double.isInfinite(best) && best == goal.worst() ? Double.NaN : best;
    }

    double[] last(String name, int n) {
        return series.get(name).window.last(n);
    }

    private static final class Series {
        private final Window window;
        private double last = Double.NaN;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        Series(int longest) {
            window = new Window(Math.max(1, longest));
        }

        boolean isEmpty() {
            return window.size() == 0;
        }

        void add(double value) {
            window.add(value);
            last = value;
            if (!Double.isNaN(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
    }
}
