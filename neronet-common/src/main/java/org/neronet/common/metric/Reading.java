package org.neronet.common.metric;

import java.util.OptionalDouble;

/** Something that a reader found, in reading order. */
public sealed interface Reading {
    /**
     * A value of a metric.
     *
     * @param name as the program prints it
     * @param step place on the x axis, when the program names one; finite
     * @param value NaN and the infinities included
     */
    record Value(String name, OptionalDouble step, double value) implements Reading {}

    /**
     * How far the program is.
     *
     * @param done 0 to {@code total}
     * @param total at least 1
     */
    record Progress(long done, long total) implements Reading {}
}
