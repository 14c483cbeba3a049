package org.neronet.common.metric;

import java.time.Duration;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * A program of the user's that reads metrics: it gets the file that is read as its standard input, and prints JSON lines
 * or {@code NAME VALUE} lines.
 *
 * @param text a shell command, run in the working folder; for a processor its words
 * @param every how long after a run the next one begins, at least 1 s; empty for whenever the file changed
 * @param processor the original's {@code module function arguments…}: whether it takes {@code line} or {@code file}
 */
public record CommandSpec(String text, Optional<Duration> every, Optional<String> processor) {
    /** @throws IllegalArgumentException with a message for the user */
    public CommandSpec {
        if (text.isBlank()) {
            throw new IllegalArgumentException("command is empty");
        }
    }

    boolean isProcessor() {
        return processor.isPresent();
    }

    static Optional<CommandSpec> of(JsonObject map) {
        var every = map.optionalString("every").map(TimeSpan::of);
        if (every.isPresent() && !map.has("command")) {
            throw new IllegalArgumentException("every is for command");
        }
        return map.optionalString("command").map(text -> new CommandSpec(text, every, Optional.empty()));
    }
}
