package org.neronet.common.metric;

import java.util.Locale;
import java.util.Map;

/** One {@code name: value} of a line. */
record Pair(String name, double value) {
    /** Names that stand for the x axis; of several in a line the highest rank is it. */
    private static final Map<String, Integer> STEP_RANKS = Map.of(
            "epoch",
            1,
            "num_updates",
            2,
            "it",
            2,
            "iter",
            2,
            "iteration",
            2,
            "total/steps",
            2,
            "total_timesteps",
            2,
            "step",
            3,
            "global_step",
            4);

    private static final int LONGEST_STEP_NAME = "total_timesteps".length();

    static boolean isStepName(String name) {
        return rank(name) > 0;
    }

    /** Whether a name that is the x axis may begin so. */
    static boolean canBeStep(char first) {
        return "eginst".indexOf(first | 0x20) >= 0;
    }

    boolean isStep() {
        return isStepName(name);
    }

    int rank() {
        return rank(name);
    }

    /** How well a name is the x axis: 0 when it is none, then the higher the better. */
    static int rank(String name) {
        if (name.isEmpty() || name.length() > LONGEST_STEP_NAME || !canBeStep(name.charAt(0))) {
            return 0;
        }
        return STEP_RANKS.getOrDefault(name.toLowerCase(Locale.ROOT).replace(' ', '_'), 0);
    }
}
