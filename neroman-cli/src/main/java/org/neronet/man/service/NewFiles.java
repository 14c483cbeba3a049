package org.neronet.man.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.IoReason;

/** Makes files that were not there: all of them, or none. */
final class NewFiles {
    private NewFiles() {}

    /** @param isPrivate whether it is the user's alone (0600), else as her umask says */
    record NewFile(Path path, String text, boolean isPrivate) {}

    static void write(List<NewFile> files) {
        var written = new ArrayList<Path>();
        for (var file : files) {
            try {
                Files.createDirectories(file.path().getParent());
                write(file, written);
            } catch (IOException e) {
                var fault = new NeronetException(
                        ExitCode.FAILURE,
                        "cannot write " + file.path() + ": " + IoReason.of(e),
                        "check its folder; nothing was written",
                        e);
                written.forEach(path -> delete(path, fault));
                throw fault;
            }
        }
    }

    private static void write(NewFile file, List<Path> written) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] mode = file.isPrivate()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var channel = FileChannel.open(file.path(), options, mode)) {
            written.add(file.path());
            var bytes = ByteBuffer.wrap(file.text().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void delete(Path path, NeronetException fault) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }
}
