package org.neronet.man.history;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

/**
 * From where and when a selection is looked at: what {@code .}, {@code 2d} and {@code 2026-11-20} mean in it.
 *
 * @param folder against which relative folders are meant
 */
public record Viewpoint(Path folder, Instant now, ZoneId zone) {
    /** That of this process, now. */
    static Viewpoint here() {
        return new Viewpoint(Path.of("").toAbsolutePath(), Instant.now(), ZoneId.systemDefault());
    }

    /** A folder as the history names it; of a file, the one it is in. */
    public String folder(String typed) {
        try {
            var path = folder.resolve(typed).toAbsolutePath().normalize();
            return real(typed.matches(".*\\.ya?ml") && path.getParent() != null ? path.getParent() : path)
                    .toString();
        } catch (InvalidPathException e) {
            return typed; // No folder can be called so, which the search will say.
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path; // It is gone; what was defined from it is still known.
        }
    }
}
