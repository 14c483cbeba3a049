package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Optional;

/**
 * A value far off: above the median of the last {@code over} values by more than {@code width} times their median
 * absolute deviation (for max: below). Judged from 10 values on, and only where these differ at all.
 */
public record Spike(Basics basics, double width, int over, Goal goal) implements Rule {
    private static final int FEWEST = 10;

    @Override
    public Judge judge() {
        var window = new Window(over);
        var row = new Row(basics.times());
        return new Judge() {
            @Override
            public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
                if (!basics.isOf(seen) || !isNew || !basics.after().isReached(seen.step(), sinceStart)) {
                    return Optional.empty();
                }
                var before = window.last(over);
                if (Double.isFinite(seen.value())) {
                    window.add(seen.value());
                }
                double median = Window.median(before);
                double mad = Window.mad(before);
                double off = goal == Goal.MIN ? seen.value() - median : median - seen.value();
                boolean far = before.length >= Math.min(FEWEST, over) && mad > 0 && off > width * mad;
                return row.add(far, true)
                        ? Optional.of(seen.name() + " " + text(seen.value()) + " is " + text(off / mad)
                                + " MAD off the median " + text(median) + " of the last " + before.length + " values"
                                + row.words())
                        : Optional.empty();
            }
        };
    }
}
