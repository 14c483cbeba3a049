package org.neronet.common.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that runs beside the caller: the lowest priority, a session of its own where the system can, input and output
 * in files, so that nobody ever waits for it.
 */
public final class BackgroundCommand {
    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final long deadline;
    private boolean killed;

    private BackgroundCommand(Process process, Duration limit) {
        this.process = process;
        deadline = System.nanoTime() + limit.toNanos();
    }

    /**
     * Starts it.
     *
     * @param in what it gets as its standard input; empty for nothing
     * @param out replaced by what it prints; what it says on stderr replaces {@code err}
     * @param limit after which it is killed
     * @throws IOException when it cannot be started
     */
    public static BackgroundCommand start(
            List<String> argv,
            Path folder,
            Map<String, String> environment,
            Optional<Path> in,
            Path out,
            Path err,
            Duration limit)
            throws IOException {
        var words = new ArrayList<String>();
        find("setsid").ifPresent(words::add);
        words.addAll(List.of("nice", "-n", "19"));
        // Its time is limited even when the caller is killed.
        find("timeout")
                .ifPresent(timeout -> words.addAll(
                        List.of(timeout, "-s", "KILL", String.valueOf(limit.toSeconds() + GRACE_SECONDS))));
        words.addAll(argv);
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(in.map(Path::toFile).orElse(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new BackgroundCommand(builder.start(), limit);
    }

    private static Optional<String> find(String tool) {
        return Stream.of("/usr/bin/", "/bin/")
                .map(folder -> folder + tool)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    /** Whether it still runs; kills it when its time is over. */
    public boolean isRunning() {
        if (process.isAlive() && System.nanoTime() - deadline > 0) {
            kill();
        }
        return process.isAlive();
    }

    /** What went wrong, once it has ended; empty for nothing. */
    public Optional<String> fault() {
        return killed
                ? Optional.of("took too long and was ended")
                : process.exitValue() == 0 ? Optional.empty() : Optional.of("ended with " + process.exitValue());
    }

    /** Ends it and all that it started. */
    public void kill() {
        killed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
