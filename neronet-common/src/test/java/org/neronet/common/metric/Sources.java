package org.neronet.common.metric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The source code of this module, as text that holds no metrics. */
final class Sources {
    private Sources() {}

    static String all() {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(Sources::text)
                    .collect(Collectors.joining())
                    .replaceAll("\\{@code [^}]*}", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
