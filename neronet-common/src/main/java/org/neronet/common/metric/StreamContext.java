package org.neronet.common.metric;

import java.util.OptionalDouble;
import java.util.Set;

/**
 * What all readers of one stream share: the names that the user declared, and the place on the x axis where the program
 * is now. Owned by one thread.
 */
public final class StreamContext {
    private final Set<String> declared;
    private OptionalDouble step = OptionalDouble.empty();
    private boolean counted;

    /** @param declared the metric names to be taken at first sight; empty when the user declared none */
    public StreamContext(Set<String> declared) {
        this.declared = Set.copyOf(declared);
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
    }

    /** Whether lines such as {@code Epoch 3/10} count the program's progress; then bars count only parts of it. */
    boolean isCounted() {
        return counted;
    }

    void counted() {
        counted = true;
    }
}
