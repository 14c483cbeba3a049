package org.neronet.mum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.neronet.common.process.CommandRunner;

/** This machine in its present run: process numbers mean something only on the same host and boot. */
record Host(String name, String bootId) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    static Host here(CommandRunner runner) throws IOException, InterruptedException {
        return new Host(name(Path.of("/proc/sys/kernel/hostname"), runner), bootId(Path.of("/proc")));
    }

    static String name(Path file, CommandRunner runner) throws IOException, InterruptedException {
        return Files.isReadable(file)
                ? Files.readString(file).strip()
                : runner.run(List.of("hostname"), LIMIT).out().strip();
    }

    /** Without Linux's boot id the start of the first process tells boots apart. */
    static String bootId(Path proc) throws IOException {
        var file = proc.resolve("sys/kernel/random/boot_id");
        return Files.isReadable(file)
                ? Files.readString(file).strip()
                : ProcessHandle.of(1)
                        .flatMap(first -> first.info().startInstant())
                        .map(Instant::toString)
                        .orElse("unknown");
    }
}
