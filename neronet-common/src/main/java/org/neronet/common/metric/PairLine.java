package org.neronet.common.metric;

import java.util.List;

/** A line that is wholly made of pairs; never without one. */
record PairLine(List<Pair> pairs, Evidence evidence) {
    boolean hasOnlySteps() {
        return pairs.stream().allMatch(Pair::isStep);
    }
}
