package org.neronet.common.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs real programs, with stdin closed and extra environment variables if given. */
public final class SystemCommandRunner implements CommandRunner {
    private static final int MAX_OUTPUT = 64 << 20;
    private static final long AFTER_END_MILLIS = 5_000;

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
        var out = new Output(process.getInputStream());
        var err = new Output(process.getErrorStream());
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            return new CommandResult(ended ? process.exitValue() : -1, out.text(), err.text(), !ended);
        } finally {
            // Only what was interrupted still runs here; ending it would cut off output that is not read yet.
            if (process.isAlive()) {
                kill(process);
            }
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** One of its streams, read as it comes by a thread of its own. */
    private static final class Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Output(InputStream stream) {
            reader = new Thread(() -> read(stream), "command-output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            var buffer = new byte[8192];
            try (stream) {
                for (int n; (n = stream.read(buffer)) > 0; ) {
                    keep(buffer, n);
                }
            } catch (IOException e) {
                // The program was killed; what it said before stands.
                keep(buffer, 0);
            }
        }

        private synchronized void keep(byte[] buffer, int count) {
            bytes.write(buffer, 0, Math.min(count, MAX_OUTPUT - bytes.size()));
        }

        /** A grandchild may hold the pipe open for ever, so what has come a while after the end is what counts. */
        String text() throws InterruptedException {
            reader.join(AFTER_END_MILLIS);
            synchronized (this) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
