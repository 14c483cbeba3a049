package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Optional;

/**
 * A metric ran away from its best: for {@code times} observations in a row {@code value > factor x best} (for max
 * {@code value < best / factor}). A best below 0 is left by {@code (factor - 1) x |best|}; a best of 0 judges nothing.
 */
public record Diverge(Basics basics, double factor, Goal goal) implements Rule {
    @Override
    public Judge judge() {
        var row = new Row(basics.times());
        return new Judge() {
            private double best = goal.worst();

            @Override
            public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
                if (!basics.isOf(seen) || !basics.after().isReached(seen.step(), sinceStart)) {
                    return Optional.empty();
                }
                boolean away = row.add(isAway(seen.value(), best), isNew);
                best = goal.isBetter(seen.value(), best) ? seen.value() : best;
                return away
                        ? Optional.of(seen.name() + " " + text(seen.value()) + " diverges from its best " + text(best)
                                + " by more than " + text(factor) + " times" + row.words())
                        : Optional.empty();
            }
        };
    }

    private boolean isAway(double value, double best) {
        if (best == 0 || !Double.isFinite(best)) {
            return false;
        }
        return goal.isBetter(line(best), value);
    }

    private double line(double best) {
        if (best < 0) {
            return goal == Goal.MIN ? best - (factor - 1) * best : best + (factor - 1) * best;
        }
        return goal == Goal.MIN ? best * factor : best / factor;
    }
}
