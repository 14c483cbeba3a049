package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which column or key of a file is the x axis. */
final class FileAxis {
    /** The first of these that is there; how far the program is in itself comes before epochs. */
    private static final List<String> NAMES = List.of(
            "step",
            "global_step",
            "iteration",
            "iter",
            "num_updates",
            "total/steps",
            "ts",
            "total_timesteps",
            "time/total_timesteps",
            "timesteps_total",
            "total_num_steps",
            "totalenvinteracts",
            "timesteps",
            "n_updates",
            "training_iteration",
            "epoch",
            "epochs");

    private static final Map<String, Integer> RANKS = ranks();

    private FileAxis() {}

    /** The candidates among the names, the best first; only the user's own when she names one. */
    static List<String> in(Iterable<String> names, Optional<String> wanted) {
        var ranked = new TreeMap<Integer, String>();
        for (var name : names) {
            int rank = wanted.map(own -> own.equals(name) ? 0 : -1).orElseGet(() -> rank(name));
            if (rank >= 0) {
                ranked.putIfAbsent(rank, name);
            }
        }
        return new ArrayList<>(ranked.values());
    }

    private static int rank(String name) {
        return RANKS.getOrDefault(name.toLowerCase(Locale.ROOT).replace(' ', '_'), -1);
    }

    private static Map<String, Integer> ranks() {
        var ranks = new HashMap<String, Integer>();
        NAMES.forEach(name -> ranks.put(name, ranks.size()));
        return ranks;
    }
}
