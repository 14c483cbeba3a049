package org.neronet.common.metric;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * What all readers of one stream share: the names that the user declared, and the place on the x axis where the program
 * is now. Owned by one thread.
 */
public final class StreamContext {
    private final Set<String> declared;
    private final Sightings sightings;
    private OptionalDouble step = OptionalDouble.empty();
    private boolean inEpoch;
    private boolean counted;
    private long row;

    /** @param declared the metric names to be taken at first sight; empty when the user declared none */
    public StreamContext(Set<String> declared) {
        this.declared = Set.copyOf(declared);
        this.sightings = new Sightings(this.declared);
    }

    public Set<String> declared() {
        return declared;
    }

    /** The step, epoch or iteration that a line of its own named last, such as {@code Epoch 3/10}. */
    public OptionalDouble step() {
        return step;
    }

    /** The program says where it is: values of later lines that name no step of their own belong there. */
    public void step(double step) {
        this.step = OptionalDouble.of(step);
        inEpoch = false;
    }

    /** As {@link #step(double)}, for an epoch, of which later lines may tell parts. */
    void epoch(double epoch) {
        step(epoch);
        inEpoch = true;
    }

    /** Whether {@link #step()} is an epoch. */
    boolean isInEpoch() {
        return inEpoch;
    }

    /** The step that is counted where the program names none; 0 at the beginning. */
    long row() {
        return row;
    }

    /** One line is read, and its values are placed. */
    void lineEnds() {
        sightings.settle(row);
    }

    void row(long row) {
        this.row = row;
    }

    /** What all readers together know of names. */
    Sightings sightings() {
        return sightings;
    }

    /** Whether lines such as {@code Epoch 3/10} count the program's progress; then bars count only parts of it. */
    boolean isCounted() {
        return counted;
    }

    void counted() {
        counted = true;
    }
}
