package org.neronet.common.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs real programs, with stdin closed and extra environment variables if given. */
public final class SystemCommandRunner implements CommandRunner {
    private static final int MAX_OUTPUT = 64 << 20;

    private final Map<String, String> environment;
    private final Path folder;

    public SystemCommandRunner() {
        this(Map.of(), Path.of("/"));
    }

    public SystemCommandRunner(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    @Override
    public CommandResult run(List<String> argv, Duration limit) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(argv).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        var process = builder.start();
        var out = collect(process.getInputStream());
        var err = collect(process.getErrorStream());
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
            }
            process.destroyForcibly();
            return new CommandResult(ended ? process.exitValue() : -1, text(out), text(err), !ended);
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<byte[]> collect(InputStream stream) {
        var bytes = new CompletableFuture<byte[]>();
        var reader = new Thread(
                () -> {
                    try (stream) {
                        bytes.complete(stream.readNBytes(MAX_OUTPUT));
                    } catch (IOException e) {
                        bytes.completeExceptionally(new UncheckedIOException(e));
                    }
                },
                "command-output");
        reader.setDaemon(true);
        reader.start();
        return bytes;
    }

    /** A grandchild may hold the pipe open for ever, so what is there after the end is what counts. */
    private static String text(CompletableFuture<byte[]> bytes) throws IOException, InterruptedException {
        try {
            return new String(bytes.get(2, TimeUnit.SECONDS), StandardCharsets.UTF_8);
        } catch (TimeoutException | ExecutionException e) {
            return "";
        }
    }
}
