package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.batch.CommandCall;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.CommandSettings;

/** Runs the user's templates, with the environment of her login session and by no shell. */
final class CommandCalls {
    private final CommandRunner runner;
    private final Map<String, String> login;

    CommandCalls(CommandRunner runner, Map<String, String> login) {
        this.runner = runner;
        this.login = Map.copyOf(login);
    }

    Map<String, String> login() {
        return login;
    }

    /** @throws IOException when it cannot be run at all */
    CommandResult run(List<String> words, Duration limit) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of("env"));
        var own = JobEnvironment.own(login);
        login.keySet().stream()
                .filter(name -> !own.containsKey(name))
                .sorted()
                .forEach(name -> argv.addAll(List.of("-u", name)));
        own.forEach((name, value) -> {
            if (!value.equals(login.get(name))) {
                argv.add(name + "=" + value);
            }
        });
        argv.addAll(words);
        return runner.run(argv, limit);
    }

    /** The program of a template, when it is plainly not there, so that nothing at all has happened. */
    Optional<String> missing(CommandSettings settings, String key) {
        return settings.text(key)
                .flatMap(text -> CommandCall.template(key, text).program())
                .filter(program -> !isThere(program));
    }

    private boolean isThere(String program) {
        if (program.contains("/")) {
            return Files.isExecutable(Path.of(program));
        }
        for (var folder :
                login.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
