package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Optional;

/**
 * A metric stands still, as Ray's TrialPlateauStopper has it: the standard deviation (of the whole) of the last
 * {@code results} values is smaller than {@code std}, and there were at least {@code grace} values.
 */
public record Plateau(Basics basics, double std, int results, long grace) implements Rule {
    @Override
    public Judge judge() {
        var window = new Window(results);
        return new Judge() {
            private long count;

            @Override
            public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
                if (!basics.isOf(seen) || !isNew || !basics.after().isReached(seen.step(), sinceStart)) {
                    return Optional.empty();
                }
                window.add(seen.value());
                count++;
                double now = Window.std(window.last(results));
                return count >= grace && window.size() == results && now < std
                        ? Optional.of(seen.name() + " " + text(seen.value()) + " stands still: std " + text(now) + " < "
                                + text(std) + " over the last " + results + " values")
                        : Optional.empty();
            }
        };
    }
}
