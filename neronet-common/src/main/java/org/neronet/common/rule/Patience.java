package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A metric got no better for some observations; as Keras' EarlyStopping has it: better is {@code value < best -
 * min_delta} (for max {@code value > best + min_delta}), the count grows by one with each observation and falls to 0 when
 * it is better and, where a baseline is given, also beats that; it ends when the count reaches {@code patience}, never at
 * the first observation. A NaN is no improvement.
 */
public record Patience(Basics basics, long patience, double minDelta, Goal goal, OptionalDouble baseline)
        implements Rule {
    @Override
    public Judge judge() {
        return new State();
    }

    private final class State implements Judge {
        private double best = goal.worst();
        private double bestStep = Double.NaN;
        private long wait;
        private long seenBefore;

        @Override
        public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
            if (!basics.isOf(seen) || !isNew || !basics.after().isReached(seen.step(), sinceStart)) {
                return Optional.empty();
            }
            wait++;
            boolean first = seenBefore++ == 0;
            if (goal.isBetter(seen.value(), best, minDelta)) {
                improve(seen);
                return Optional.empty();
            }
            return !first && wait >= patience ? Optional.of(reason(seen)) : Optional.empty();
        }

        /** Without the baseline beaten the best is kept, but the count is not taken back. */
        private void improve(Observation seen) {
            best = seen.value();
            bestStep = seen.step();
            if (baseline.isEmpty() || goal.isBetter(best, baseline.getAsDouble(), minDelta)) {
                wait = 0;
            }
        }

        private String reason(Observation seen) {
            var known = Double.isNaN(bestStep) ? "no number yet" : "best " + text(best) + " at " + text(bestStep);
            var against = baseline.isPresent() ? ", baseline " + text(baseline.getAsDouble()) : "";
            return seen.name() + " " + text(seen.value()) + " no improvement for " + wait + " values (" + known
                    + against + ")";
        }
    }
}
