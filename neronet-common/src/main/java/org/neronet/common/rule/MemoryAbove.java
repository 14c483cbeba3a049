package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.bytes;

import java.time.Duration;
import java.util.Optional;

/** The memory of all the program's processes is above an amount, or a share of what the attempt was given. */
public record MemoryAbove(Basics basics, Amount most) implements Rule {
    @Override
    public Judge judge() {
        var row = new Row(basics.times());
        return new Judge() {
            @Override
            public Optional<String> resources(ResourceReading reading, Duration sinceStart) {
                var limit = most.bytes(reading.memoryLimitBytes());
                if (limit.isEmpty()
                        || reading.rssBytes().isEmpty()
                        || !basics.after().isReached(sinceStart)) {
                    return Optional.empty();
                }
                long used = reading.rssBytes().getAsLong();
                return row.add(used > limit.getAsLong(), true)
                        ? Optional.of("memory " + bytes(used) + " > " + bytes(limit.getAsLong()) + row.words())
                        : Optional.empty();
            }
        };
    }
}
