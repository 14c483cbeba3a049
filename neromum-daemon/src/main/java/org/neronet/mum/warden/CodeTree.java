package org.neronet.mum.warden;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.neronet.common.experiment.CodeFile;

/** The program's working folder, filled from blobs. */
record CodeTree(Path root) {
    /** Up to this size a file is copied, so that the program may change it; above it is a link to the read-only blob. */
    private static final long COPIED = 16L << 20;

    /**
     * Puts one file in its place, replacing what a broken-off layout left there.
     *
     * @throws FileSystemException when a link or a file stands where a folder belongs
     */
    void place(CodeFile file, Path blob) throws IOException {
        var path = Path.of(file.path());
        var parent = path.getParent();
        var target = (parent == null ? ensureFolder(root) : folder(parent)).resolve(path.getFileName());
        if (file.executable() || file.size() <= COPIED) {
            Files.copy(blob, target, StandardCopyOption.REPLACE_EXISTING);
            var mode = file.executable() ? "rwx------" : "rw-------";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        } else {
            Files.deleteIfExists(target);
            Files.createSymbolicLink(target, blob.toAbsolutePath());
        }
    }

    /**
     * Makes a folder below the root, unless it is there.
     *
     * @throws FileSystemException when a link or a file stands in its place
     */
    Path folder(Path relative) throws IOException {
        var folder = ensureFolder(root);
        for (var name : relative) {
            folder = ensureFolder(folder.resolve(name));
        }
        return folder;
    }

    static Path ensureFolder(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            return Files.createDirectory(folder, mode);
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(folder.toString(), null, "is no folder, but one belongs there");
        }
        return folder;
    }
}
