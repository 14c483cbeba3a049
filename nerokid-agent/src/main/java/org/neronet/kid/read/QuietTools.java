package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.process.SystemCommandRunner;

/**
 * Runs programs that tell something of this host so that nobody notices.
 *
 * @param environment of this process
 */
record QuietTools(Map<String, String> environment) implements ProgramFacts.NodeTools {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public Optional<String> said(String program, String... words) throws InterruptedException {
        if (!NodeUse.isOnPath(program, environment)) {
            return Optional.empty();
        }
        var argv = new ArrayList<>(List.of(program));
        argv.addAll(List.of(words));
        return said(Map.of(), LIMIT, argv);
    }

    @Override
    public Optional<String> said(Map<String, String> variables, Duration limit, List<String> argv)
            throws InterruptedException {
        var polite = new ArrayList<>(List.of("nice", "-n", "19"));
        polite.addAll(argv);
        try {
            var result = new SystemCommandRunner(variables, Path.of("/")).run(polite, limit);
            return Optional.of(result.out().strip()).filter(text -> result.succeeded() && !text.isEmpty());
        } catch (IOException e) {
            // Without nice, or without the program, there is nothing to tell.
            return Optional.empty();
        }
    }
}
