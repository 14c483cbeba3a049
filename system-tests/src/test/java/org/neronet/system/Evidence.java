package org.neronet.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the programs left behind about a failure: their logs, the parents' output, and what still runs. */
record Evidence(List<Path> roots, Processes processes) {
    private static final int LINES = 40;
    private static final int FILES = 40;
    private static final String LOGS = ".*/(log|logs)/.*|.*\\.(log|out|err)|.*/(exit|start|claim|clusters\\.yaml)";

    String text() {
        var parts = new ArrayList<String>();
        for (var root : roots) {
            for (var file : logs(root)) {
                parts.add("=== " + file + "\n" + tail(file));
            }
        }
        parts.add("=== processes\n"
                + processes.all().stream().map(Object::toString).collect(Collectors.joining("\n")));
        return String.join("\n", parts);
    }

    /** The newest ones, as there may be hundreds. */
    private static List<Path> logs(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var all = Files.find(root, 6, (path, is) -> is.isRegularFile() && is.size() > 0)) {
            return all.filter(path ->
                            path.toString().matches(LOGS) && !path.toString().contains("/lib/"))
                    .sorted((a, b) ->
                            Long.compare(b.toFile().lastModified(), a.toFile().lastModified()))
                    .limit(FILES)
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static String tail(Path file) {
        try {
            var text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
            var lines = text.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }
}
