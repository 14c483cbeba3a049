package org.neronet.man.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** A YAML file of the user's home, which is replaced as a whole and keeps its mode, its mark and a link to it. */
record UserFile(Path path) {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** A dangling link is a file that cannot be read, not a missing one. */
    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** What it holds; without a file the other text. */
    YamlSource source(String whenMissing) {
        return exists() ? YamlSource.of(path) : YamlSource.of(path.toString(), whenMissing);
    }

    /** Readers see the old text or the new one; a new file is the user's alone. */
    void replace(String text) {
        try {
            PrivateFolder.ensure(path.toAbsolutePath().getParent());
            if (Files.exists(path)) {
                var place = path.toRealPath();
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(place));
                AtomicFile.write(place, bytes(isMarked(place), text), mode);
            } else {
                AtomicFile.write(path, text);
            }
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE, "cannot write " + path + ": " + IoReason.of(e), "check its folder", e);
        }
    }

    private static boolean isMarked(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK);
        }
    }

    private static byte[] bytes(boolean marked, String text) {
        return (marked ? "\uFEFF" + text : text).getBytes(StandardCharsets.UTF_8);
    }
}
