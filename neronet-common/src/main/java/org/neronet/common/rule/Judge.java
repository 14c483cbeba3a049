package org.neronet.common.rule;

import java.time.Duration;
import java.util.Optional;

/** What one rule remembers of one attempt. Each method says why the rule applies now, or nothing. Owned by one thread. */
public interface Judge {
    /**
     * A value of any metric.
     *
     * @param isNew whether its step is beyond all before: only then it counts as another observation
     */
    default Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
        return Optional.empty();
    }

    default Optional<String> resources(ResourceReading reading, Duration sinceStart) {
        return Optional.empty();
    }

    default Optional<String> tick(Duration sinceStart) {
        return Optional.empty();
    }
}
