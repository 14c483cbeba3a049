package org.neronet.common.rule;

import static org.neronet.common.rule.NumberWords.text;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An expression over the last values of metrics is true. A name without a value yet, and NaN, make it neither true nor
 * false, so it never applies by them.
 */
public record When(Basics basics, Expression condition) implements Rule {
    @Override
    public Judge judge() {
        var row = new Row(basics.times());
        var memory = new Memory(condition.names(), condition.longest());
        return new Judge() {
            @Override
            public Optional<String> value(Observation seen, boolean isNew, Duration sinceStart) {
                memory.add(seen);
                if (!memory.isOf(seen.name()) || !basics.after().isReached(seen.step(), sinceStart)) {
                    return Optional.empty();
                }
                return row.add(condition.isTrue(memory), isNew)
                        ? Optional.of(condition + " with " + values(memory) + row.words())
                        : Optional.empty();
            }
        };
    }

    private String values(Memory memory) {
        return condition.names().stream()
                .map(name -> name + " " + text(memory.last(name)))
                .collect(Collectors.joining(", "));
    }
}
