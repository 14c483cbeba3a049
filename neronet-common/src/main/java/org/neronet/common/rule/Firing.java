package org.neronet.common.rule;

import java.time.Duration;

/**
 * A rule applied.
 *
 * @param rule as the user knows it
 * @param reason with numbers, for people
 * @param grace how long after TERM the program is let run
 */
public record Firing(String rule, Action action, String reason, Duration grace) {}
