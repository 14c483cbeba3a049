package org.neronet.mum.dispatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the small files that parents leave, whatever stands in them. */
public final class SmallFile {
    private static final int LIMIT = 64 << 10;

    private SmallFile() {}

    /** At most the first 64 KiB; bytes that are not UTF-8 do no harm. */
    public static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LIMIT), StandardCharsets.UTF_8);
        }
    }
}
