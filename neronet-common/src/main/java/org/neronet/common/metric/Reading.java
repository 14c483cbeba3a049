package org.neronet.common.metric;

import java.util.OptionalDouble;

/**
 * A value found in a line.
 *
 * @param name as the program prints it
 * @param step place on the x axis, when the program names one
 * @param value NaN and the infinities included
 */
public record Reading(String name, OptionalDouble step, double value) {}
