package org.neronet.common.metric;

import java.util.OptionalDouble;

/** The counts of a {@link StepLead} while it is read. */
final class LeadCounts {
    private OptionalDouble epoch = OptionalDouble.empty();
    private OptionalDouble step = OptionalDouble.empty();
    private OptionalDouble batch = OptionalDouble.empty();
    private long epochs;
    private long steps;
    private long batches;

    /** @param total 0 when it is not known */
    void put(StepWord kind, double value, long total) {
        switch (kind) {
            case EPOCH -> {
                epoch = OptionalDouble.of(value);
                epochs = total;
            }
            case BATCH -> {
                batch = OptionalDouble.of(value);
                batches = total;
            }
            case STEP, ROUND -> {
                step = OptionalDouble.of(value);
                steps = total;
            }
        }
    }

    boolean hasBatch() {
        return batch.isPresent();
    }

    StepLead at(String prefix, boolean weak, boolean word, int end) {
        return new StepLead(prefix, epoch, epochs, step, steps, batch, batches, weak, word, end);
    }
}
