package org.neronet.common.follow;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Finds a file again that was renamed within its folder, as when logs are rotated. */
final class RenamedFile {
    private static final int MAX_LOOKED_AT = 1000;

    private RenamedFile() {}

    /** What tells a file from all others, whatever its name; empty when it is not there. */
    static Optional<Object> identity(Path file) throws IOException {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The file in the folder of {@code was} that has this identity, among the first 1000; empty without one. */
    static Optional<Path> find(Path was, Object identity) throws IOException {
        int looked = 0;
        try (var names = Files.newDirectoryStream(was.toAbsolutePath().getParent())) {
            for (Path file : names) {
                if (++looked > MAX_LOOKED_AT) {
                    break;
                }
                if (identity(file).filter(identity::equals).isPresent() && Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
