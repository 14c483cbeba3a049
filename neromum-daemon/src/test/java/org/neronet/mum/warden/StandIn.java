package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.wire.ClusterSettings;

/**
 * Programs of a scheduler that is not here, first on the PATH of what a warden runs.
 *
 * @param variables besides PATH
 */
record StandIn(Path folder, Map<String, String> variables) {
    /** One script of the test's resources under each of those names. */
    static StandIn make(Path folder, String script, List<String> names, Map<String, String> variables)
            throws IOException {
        Files.createDirectories(folder);
        for (var name : names) {
            var file = folder.resolve(name);
            if (!Files.exists(file)) {
                try (var text = StandIn.class.getResourceAsStream(script)) {
                    Files.write(file, text.readAllBytes());
                }
                file.toFile().setExecutable(true);
            }
        }
        return new StandIn(folder, variables);
    }

    private String path() {
        return folder + ":" + System.getenv("PATH");
    }

    /** The words that set its variables, for {@code env}. */
    List<String> environment() {
        var words = new ArrayList<>(List.of("env", "PATH=" + path()));
        variables.forEach((name, value) -> words.add(name + "=" + value));
        return words;
    }

    WardenTools tools(ClusterSettings settings, Path lib) {
        var runner = new SystemCommandRunner();
        CommandRunner first = (argv, limit) -> {
            var words = new ArrayList<>(environment());
            words.addAll(argv);
            return runner.run(words, limit);
        };
        var login = new HashMap<>(System.getenv());
        login.put("PATH", path());
        login.put("NERONET_TEST_ONLY", "hidden");
        return new WardenTools(first, InstantSource.system(), settings, login, lib);
    }
}
