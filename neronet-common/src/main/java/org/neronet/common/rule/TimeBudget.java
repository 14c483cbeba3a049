package org.neronet.common.rule;

import java.time.Duration;
import java.util.Optional;

/** The program ran for so long by the clock. */
public record TimeBudget(Basics basics, Duration limit) implements Rule {
    @Override
    public Judge judge() {
        return new Judge() {
            @Override
            public Optional<String> tick(Duration sinceStart) {
                return sinceStart.compareTo(limit) >= 0
                        ? Optional.of("ran for " + Span.text(sinceStart) + " of at most " + Span.text(limit))
                        : Optional.empty();
            }
        };
    }
}
