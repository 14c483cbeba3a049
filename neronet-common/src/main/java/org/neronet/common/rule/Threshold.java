package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Optional;

/**
 * A metric crossed a line: each value is compared, as the original's {@code conditions} and Optuna's ThresholdPruner do.
 * NaN is on no side of any line.
 */
public record Threshold(Basics basics, Comparison comparison, double bound) implements Rule {
    @Override
    public Judge judge() {
        var row = new Row(basics.times());
        return new Judge() {
            @Override
            public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
                if (!basics.isOf(seen) || !basics.after().isReached(seen.step(), sinceStart)) {
                    return Optional.empty();
                }
                return row.add(comparison.test(seen.value(), bound), isNew)
                        ? Optional.of(seen.name() + " " + text(seen.value()) + " " + comparison.sign() + " "
                                + text(bound) + row.words() + " at " + text(seen.step()))
                        : Optional.empty();
            }
        };
    }
}
