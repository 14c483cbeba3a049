package org.neronet.kid.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The nearest control group above a process that limits its memory.
 *
 * @param usage the file that says how much the group uses, bytes
 * @param limit bytes
 */
record MemoryGroup(Path usage, long limit) {
    /** From here on the kernel means that there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private static final Path SYSTEM = Path.of("sys/fs/cgroup");

    /** @param root {@code /}, below which {@code proc} and {@code sys} are */
    static Optional<MemoryGroup> of(Path root, String pid) {
        try (var lines = Files.lines(root.resolve("proc").resolve(pid).resolve("cgroup"))) {
            return lines.flatMap(line -> ofLine(root.resolve(SYSTEM), line).stream())
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            // No control groups here, or the process is gone.
            return Optional.empty();
        }
    }

    /** Version 2 has one line, {@code 0::/path}, version 1 one for each resource, {@code 4:memory:/path}. */
    private static Optional<MemoryGroup> ofLine(Path system, String line) {
        var parts = line.split(":", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        boolean second = parts[0].equals("0") && parts[1].isEmpty();
        if (!second && !parts[1].equals("memory")) {
            return Optional.empty();
        }
        var top = second ? system : system.resolve("memory");
        var group = top.resolve(parts[2].replaceFirst("^/+", "")).normalize();
        for (; group != null && group.startsWith(top); group = group.getParent()) {
            var limit = number(group.resolve(second ? "memory.max" : "memory.limit_in_bytes"));
            var usage = group.resolve(second ? "memory.current" : "memory.usage_in_bytes");
            if (limit.filter(l -> l < NO_LIMIT).isPresent() && number(usage).isPresent()) {
                return Optional.of(new MemoryGroup(usage, limit.get()));
            }
        }
        return Optional.empty();
    }

    /** How much the group uses now, bytes; empty when it is gone. */
    Optional<Long> used() {
        return number(usage);
    }

    private static Optional<Long> number(Path file) {
        try {
            return Optional.of(Files.readString(file).strip())
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::parseLong);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
