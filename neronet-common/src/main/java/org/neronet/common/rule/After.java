package org.neronet.common.rule;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * From when on a rule is judged: from a step or epoch (the place on the metric's own x axis) on, or from some time after
 * the program's start on.
 *
 * @param step values at smaller steps are passed over, as Keras' {@code start_from_epoch} does
 * @param time before that nothing is judged
 */
public record After(OptionalDouble step, Duration time) {
    /** From the beginning. */
    public static final After START = new After(OptionalDouble.empty(), Duration.ZERO);

    private static final Pattern STEPS = Pattern.compile("(\\d{1,15})(\\s+(steps?|epochs?))?");

    /** What {@code 5}, {@code 5 epochs}, {@code 100 steps} or {@code 1h30m} says; empty when it is none of them. */
    public static Optional<After> parse(String text) {
        var steps = STEPS.matcher(text.strip());
        if (steps.matches()) {
            return Optional.of(new After(OptionalDouble.of(Double.parseDouble(steps.group(1))), Duration.ZERO));
        }
        return Span.parse(text).map(After::time);
    }

    static After time(Duration time) {
        return new After(OptionalDouble.empty(), time);
    }

    boolean isReached(double atStep, Duration sinceStart) {
        return isReached(sinceStart) && (step.isEmpty() || atStep >= step.getAsDouble());
    }

    boolean isReached(Duration sinceStart) {
        return sinceStart.compareTo(time) >= 0;
    }
}
