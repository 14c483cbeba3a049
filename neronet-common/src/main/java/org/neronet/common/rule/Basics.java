package org.neronet.common.rule;

import java.time.Duration;
import java.util.Optional;

/**
 * What every rule has.
 *
 * @param name as the user knows it: the name of a condition, or the rule as written
 * @param metric whose values count; empty when the rule is about something else
 * @param times how many observations in a row it takes, at least 1
 * @param grace how long the program has between TERM and KILL when the rule ends it
 */
public record Basics(String name, Action action, Optional<String> metric, After after, int times, Duration grace) {
    boolean isOf(Observation seen) {
        return metric.filter(seen.name()::equals).isPresent();
    }
}
