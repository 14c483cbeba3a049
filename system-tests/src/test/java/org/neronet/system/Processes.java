package org.neronet.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Finds processes that belong to some folders, by what they run or by where they are, and ends them one by one. */
record Processes(List<Path> roots) {
    /** A process with its argument words joined by blanks. */
    record Seen(long pid, String line) {
        void kill() {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }

        @Override
        public String toString() {
            return pid + " " + line;
        }
    }

    /** All that live, this JVM left out. */
    List<Seen> all() {
        var seen = new ArrayList<Seen>();
        pids().filter(pid -> pid != ProcessHandle.current().pid()).forEach(pid -> {
            var line = line(pid);
            if (!line.isEmpty() && roots.stream().anyMatch(root -> line.contains(root + "/") || isIn(pid, root))) {
                seen.add(new Seen(pid, line));
            }
        });
        return seen;
    }

    /** Those JVMs that run {@code jar}, such as {@code nerokid.jar}, with that word behind it. */
    List<Seen> running(String jar, String word) {
        return all().stream()
                .filter(p -> p.line.contains("java") && p.line.matches("(?s).*/" + jar + " " + word + "( .*)?"))
                .toList();
    }

    List<Seen> mums() {
        return running("neromum.jar", "\\S+");
    }

    /** Without the bridges beside her, which come and go with every call. */
    List<Seen> daemons() {
        return running("neromum.jar", "daemon");
    }

    List<Seen> kids() {
        return running("nerokid.jar", "\\S+");
    }

    static boolean lives(long pid) {
        return !line(pid).isEmpty();
    }

    /** The argument words; empty for one that is gone or a zombie. */
    private static String line(long pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean isIn(long pid, Path root) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .startsWith(root);
        } catch (IOException e) {
            return false;
        }
    }

    static LongStream pids() {
        var names = Path.of("/proc").toFile().list((folder, name) -> name.matches("\\d+"));
        return names == null ? LongStream.empty() : List.of(names).stream().mapToLong(Long::parseLong);
    }
}
