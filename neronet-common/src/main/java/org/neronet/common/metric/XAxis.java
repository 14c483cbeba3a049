package org.neronet.common.metric;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Which of several names is the place on the x axis, in declared patterns and in tables. */
final class XAxis {
    private static final Map<String, Integer> RANKS = Map.of(
            "time",
            1,
            "epoch",
            2,
            "iter",
            3,
            "iteration",
            3,
            "num_updates",
            4,
            "ts",
            4,
            "timestep",
            4,
            "step",
            5,
            "global_step",
            6);

    private XAxis() {}

    static boolean isIn(String name) {
        return rank(name) > 0;
    }

    /** The finite value of the foremost name; empty when there is none. */
    static OptionalDouble of(List<Pair> pairs) {
        Pair best = null;
        for (var pair : pairs) {
            boolean better = best == null || rank(pair.name()) > rank(best.name());
            if (isIn(pair.name()) && Double.isFinite(pair.value()) && better) {
                best = pair;
            }
        }
        return best == null ? OptionalDouble.empty() : OptionalDouble.of(best.value());
    }

    /** Where the foremost name stands; -1 when there is none. */
    static int in(List<String> names) {
        int best = -1;
        for (int i = 0; i < names.size(); i++) {
            if (isIn(names.get(i)) && (best < 0 || rank(names.get(i)) > rank(names.get(best)))) {
                best = i;
            }
        }
        return best;
    }

    private static int rank(String name) {
        return RANKS.getOrDefault(name.toLowerCase(Locale.ROOT), 0);
    }
}
