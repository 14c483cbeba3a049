package org.neronet.kid.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the small files by which mum, parent and kid talk, with a limit. */
public final class SmallFile {
    /** Longest such file, bytes. */
    public static final int MAX_BYTES = 64 << 10;

    private SmallFile() {}

    /** The file's text; empty when there is no such file. */
    public static Optional<String> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
