package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * So many steps or epochs are done. What counts is the place on the x axis, of one metric or of all, or the value of a
 * metric that is itself called step or epoch; once there is one of those, only that counts.
 *
 * @param limit at least 1
 */
public record Budget(Basics basics, boolean epochs, long limit) implements Rule {
    private static final Set<String> EPOCH = Set.of("epoch", "epochs", "current_epoch");
    private static final Set<String> STEP =
            Set.of("step", "steps", "global_step", "iteration", "iterations", "iter", "total_timesteps");

    @Override
    public Judge judge() {
        return new Judge() {
            private boolean told;

            @Override
            public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
                if (basics.metric().isPresent()
                        ? !basics.isOf(seen)
                        : seen.source().equals("resources")) {
                    return Optional.empty();
                }
                boolean tells = basics.metric().isEmpty() && isCounter(seen.name());
                if (told && !tells) {
                    return Optional.empty();
                }
                told |= tells;
                double reached = tells ? seen.value() : seen.step();
                return reached >= limit
                        ? Optional.of((epochs ? "epoch " : "step ") + text(reached) + " of at most " + limit)
                        : Optional.empty();
            }
        };
    }

    private boolean isCounter(String name) {
        var last = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return (epochs ? EPOCH : STEP).contains(last);
    }
}
