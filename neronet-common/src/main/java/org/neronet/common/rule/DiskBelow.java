package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.bytes;

import java.time.Duration;
import java.util.Optional;

/** Less than an amount, or a share of the whole, is free on the disk of the working folder. */
public record DiskBelow(Basics basics, Amount least) implements Rule {
    @Override
    public Judge judge() {
        var row = new Row(basics.times());
        return new Judge() {
            @Override
            public Optional<String> resources(ResourceReading reading, Duration sinceStart) {
                var limit = least.bytes(reading.diskTotalBytes());
                if (limit.isEmpty()
                        || reading.diskFreeBytes().isEmpty()
                        || !basics.after().isReached(sinceStart)) {
                    return Optional.empty();
                }
                long free = reading.diskFreeBytes().getAsLong();
                return row.add(free < limit.getAsLong(), true)
                        ? Optional.of("disk " + bytes(free) + " free < " + bytes(limit.getAsLong()) + row.words())
                        : Optional.empty();
            }
        };
    }
}
