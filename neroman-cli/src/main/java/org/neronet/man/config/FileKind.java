package org.neronet.man.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Says what stands in a place where a file is due. */
public final class FileKind {
    private static final int TYPE = 0170000;

    private FileKind() {}

    /** Of what a link leads to; of a link that leads to nothing, the link. */
    public static String of(Path file) {
        try {
            return Files.exists(file) ? of((int) Files.getAttribute(file, "unix:mode")) : missing(file);
        } catch (IOException e) {
            return "unreadable (" + IoReason.of(e) + ")";
        }
    }

    /** {@code rw-r----- of anna}, for a file that is there. */
    public static String mode(Path file) {
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            return mode + " of " + Files.getOwner(file).getName();
        } catch (IOException e) {
            return "unknown (" + IoReason.of(e) + ")";
        }
    }

    private static String missing(Path file) throws IOException {
        return Files.isSymbolicLink(file)
                ? "a link to nothing (" + Files.readSymbolicLink(file) + ")"
                : Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "unreadable" : "missing";
    }

    private static String of(int mode) {
        return switch (mode & TYPE) {
            case 0040000 -> "a folder";
            case 0010000 -> "a FIFO";
            case 0140000 -> "a socket";
            case 0100000 -> "a file";
            default -> "a device";
        };
    }
}
