package org.neronet.man.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.neronet.common.disk.Sha256;

/** Remembers digests of files within one run, so that a thousand experiments of one folder hash it once. */
final class FileDigests {
    private record Seen(Path file, long size, FileTime modified) {}

    private final Map<Seen, String> known = new HashMap<>();

    String of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        var seen = new Seen(file, attributes.size(), attributes.lastModifiedTime());
        var digest = known.get(seen);
        if (digest == null) {
            digest = Sha256.of(file);
            known.put(seen, digest);
        }
        return digest;
    }
}
