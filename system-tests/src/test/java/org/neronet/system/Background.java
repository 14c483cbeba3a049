package org.neronet.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the account that runs while the test goes on; killed when closed. */
record Background(List<String> words, Process process, Path out, Path err, long since) implements AutoCloseable {
    static Background start(Account account, Map<String, String> environment, List<String> words) {
        return start(words, account.command(environment, words));
    }

    /** For what only this JVM's own user may do. */
    static Background startAsRoot(List<String> words) {
        return start(words, words);
    }

    private static Background start(List<String> words, List<String> argv) {
        try {
            var out = Files.createTempFile("neronet-it", ".out");
            var err = Files.createTempFile("neronet-it", ".err");
            var process = new ProcessBuilder(argv)
                    .directory(Path.of("/").toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Background(words, process, out, err, System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL for the process and the children it has now. */
    void kill() {
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String printed() {
        return new String(Run.read(out), StandardCharsets.UTF_8);
    }

    Run outcome(boolean ended) {
        var took = Duration.ofNanos(System.nanoTime() - since);
        var talk = new String(Run.read(err), StandardCharsets.UTF_8);
        return new Run(words, ended ? process.exitValue() : -1, Run.read(out), talk, !ended, took);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
