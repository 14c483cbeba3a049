package org.neronet.man.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.process.CommandRunner;

/** Who the user probably is: as the environment says, else as she told git. */
public final class Identity {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final CommandRunner commands;

    Identity(Map<String, String> environment, CommandRunner commands) {
        this.environment = environment;
        this.commands = commands;
    }

    public Optional<String> name() throws InterruptedException {
        return known("NERONET_NAME", "user.name");
    }

    public Optional<String> email() throws InterruptedException {
        return known("NERONET_EMAIL", "user.email");
    }

    private Optional<String> known(String variable, String key) throws InterruptedException {
        var said = environment.getOrDefault(variable, "");
        return said.isBlank() ? git(key) : Optional.of(said);
    }

    private Optional<String> git(String key) throws InterruptedException {
        try {
            var result = commands.run(List.of("git", "config", "--global", "--get", key), LIMIT);
            return result.succeeded()
                    ? Optional.of(result.out().strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // There is no git here, so there is nothing that it could tell.
        }
    }
}
