package org.neronet.common.rule;

import java.time.Instant;

/**
 * One value of one metric, as a rule sees it.
 *
 * @param source where it was read: {@code stdout}, {@code file:log.csv} and the like
 * @param step place on the metric's x axis
 * @param at when it was read
 */
public record Observation(String source, String name, double step, double value, Instant at) {}
