package org.neronet.common.metric;

import java.util.OptionalDouble;

/**
 * What the beginning of a line says of where the program is, such as {@code Epoch [3/10], Step [100/600],}.
 *
 * @param prefix put before the names, such as {@code Test/}; mostly empty
 * @param epoch the epoch as it is printed
 * @param epochs how many there are; 0 when unknown
 * @param step the step, iteration or round
 * @param steps how many there are; 0 when unknown
 * @param batch how much of the epoch is done
 * @param batches how much there is; 0 when unknown
 * @param weak whether it takes the rest of the line to believe it
 * @param word the first word is one of {@link Pair#isStepName}
 * @param end where the rest of the line begins
 */
record StepLead(
        String prefix,
        OptionalDouble epoch,
        long epochs,
        OptionalDouble step,
        long steps,
        OptionalDouble batch,
        long batches,
        boolean weak,
        boolean word,
        int end) {

    /** Whether it says how far the program is. */
    boolean isCounted() {
        return epochs > 0 || steps > 0 && epoch.isEmpty();
    }

    /** How much of its epoch is done; empty when that is not known. */
    OptionalDouble part() {
        if (batches > 0 && batch.isPresent()) {
            return OptionalDouble.of(batch.getAsDouble() / batches);
        }
        return steps > 0 && step.isPresent() && epoch.isPresent()
                ? OptionalDouble.of(step.getAsDouble() / steps)
                : OptionalDouble.empty();
    }
}
