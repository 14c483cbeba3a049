package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.metric.CommandSpec;
import org.neronet.common.process.BackgroundCommand;

/** Starts the user's programs that read metrics, in the working folder of an attempt. */
final class Commands {
    /** How long one of them may run. */
    static final Duration LIMIT = Duration.ofMinutes(1);

    /** No caches beside the user's modules: all that is new there is a result. */
    private static final Map<String, String> ENVIRONMENT = Map.of("PYTHONDONTWRITEBYTECODE", "1");

    private static final String SHIM = "processor.py";

    private final AttemptFolder folder;

    Commands(AttemptFolder folder) {
        this.folder = folder;
    }

    BackgroundCommand start(CommandSpec command, Optional<Path> in, Path out, Path err) throws IOException {
        return BackgroundCommand.start(words(command), folder.work(), ENVIRONMENT, in, out, err, LIMIT);
    }

    private List<String> words(CommandSpec command) throws IOException {
        return command.processor().isEmpty()
                ? List.of("sh", "-c", command.text())
                : List.of("python3", shim().toString(), command.processor().get(), command.text());
    }

    /** The shim is laid down where it is needed. */
    private Path shim() throws IOException {
        var shim = folder.root().resolve("." + SHIM).toAbsolutePath();
        if (!Files.exists(shim)) {
            var fresh = folder.root().resolve("." + SHIM + ".new");
            try (var in = Commands.class.getResourceAsStream("/follow/" + SHIM)) {
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(fresh, shim, StandardCopyOption.ATOMIC_MOVE);
        }
        return shim;
    }
}
