package org.neronet.mum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.neronet.common.process.CommandRunner;

/**
 * A machine in one run of it: process numbers mean something only on the same host and boot.
 *
 * @param bootedAt when this run began; {@link Instant#EPOCH} when nobody can tell
 */
record Host(String name, String bootId, Instant bootedAt) {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern BOOT_TIME = Pattern.compile("(?m)^btime (\\d{1,12})$");

    /** A machine of which it is not known when it was started. */
    Host(String name, String bootId) {
        this(name, bootId, Instant.EPOCH);
    }

    static Host here(CommandRunner runner) throws IOException, InterruptedException {
        var proc = Path.of("/proc");
        return new Host(name(proc.resolve("sys/kernel/hostname"), runner), bootId(proc), bootedAt(proc));
    }

    /** Whether both are one run of one machine; its time of boot moves with the clock. */
    boolean isSame(Host other) {
        return name.equals(other.name) && bootId.equals(other.bootId);
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

    static Instant bootedAt(Path proc) throws IOException {
        var file = proc.resolve("stat");
        var found = BOOT_TIME.matcher(Files.isReadable(file) ? Files.readString(file) : "");
        return found.find() ? Instant.ofEpochSecond(Long.parseLong(found.group(1))) : Instant.EPOCH;
    }
}
