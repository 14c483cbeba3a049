package org.neronet.common.metric;

import java.util.OptionalDouble;

/**
 * Places inside an epoch: epoch e is done at x = e, and what comes before lies between the epoch before and it. Programs
 * whose first epoch is 0 have their first batches between 0 and 1.
 */
final class EpochAxis {
    private OptionalDouble first = OptionalDouble.empty();

    /** @param part how much of the epoch is done, 0 to 1; empty when it is not known */
    double place(double epoch, OptionalDouble part) {
        double from = begin(epoch);
        return part.isEmpty() || part.getAsDouble() >= 1 || part.getAsDouble() < 0 ? epoch : from + part.getAsDouble();
    }

    /** The epochs that are over when this one begins. */
    double begin(double epoch) {
        if (first.isEmpty()) {
            first = OptionalDouble.of(epoch);
        }
        return epoch - (first.getAsDouble() < 1 ? 0 : 1);
    }
}
