package org.neronet.common.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Replaces a file as a whole: readers see the old content or the new, also after a crash. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Text readable by the owner alone (0600), whole for every reader, but on disk only when the system gets to it. */
    public static void place(Path file, String text) throws IOException {
        put(file, text.getBytes(StandardCharsets.UTF_8), "rw-------", false);
    }

    /** As {@link #place(Path, String)}, with the given permissions such as {@code rwx------}. */
    public static void place(Path file, byte[] bytes, String permissions) throws IOException {
        put(file, bytes, permissions, false);
    }

    /** Writes text readable by the owner alone (0600), on disk when this returns. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8), "rw-------");
    }

    /** Writes bytes with the given permissions such as {@code rwx------}, on disk when this returns. */
    public static void write(Path file, byte[] bytes, String permissions) throws IOException {
        put(file, bytes, permissions, true);
        syncFolder(file.toAbsolutePath().getParent());
    }

    private static void put(Path file, byte[] bytes, String permissions, boolean durable) throws IOException {
        var temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        var attribute = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            try (var channel = FileChannel.open(temporary, options, attribute)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                if (durable) {
                    channel.force(true);
                }
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Makes renames in a folder durable, where the system allows a folder to be synced. */
    public static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
