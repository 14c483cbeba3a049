package org.neronet.common.metric;

import java.util.List;

/** A line that is wholly made of pairs; never without one. */
record PairLine(List<Pair> pairs, Evidence evidence) {
    /**
     * As {@link #evidence}, but that settings and versions, which look like metrics and have not their names, must come
     * again.
     *
     * @param placed whether the program said where it is; then it has begun, and only settings are doubtful
     */
    Evidence evidence(boolean placed) {
        boolean doubtful = evidence == Evidence.FIRM
                && pairs.stream().noneMatch(pair -> pair.isStep() || isMeasured(pair.name()))
                && !(placed && pairs.stream().anyMatch(pair -> !Words.isPreset(pair.name())));
        return doubtful ? Evidence.REPEATED : evidence;
    }

    private static boolean isMeasured(String name) {
        return Words.isMetric(name) && !Words.isPreset(name);
    }

    boolean hasOnlySteps() {
        return pairs.stream().allMatch(Pair::isStep);
    }
}
