package org.neronet.common.metric;

import java.util.List;

/** A line that is wholly made of pairs; never without one. */
record PairLine(List<Pair> pairs, Evidence evidence) {
    /** As it is, but a line of nothing but settings, which look like metrics, must come again. */
    Evidence believed() {
        boolean settings = pairs.stream().anyMatch(pair -> Words.isPreset(pair.name()))
                && pairs.stream().allMatch(pair -> Words.isPreset(pair.name()) || Words.isRate(pair.name()));
        return evidence == Evidence.FIRM && settings ? Evidence.REPEATED : evidence;
    }

    boolean hasOnlySteps() {
        return pairs.stream().allMatch(Pair::isStep);
    }
}
