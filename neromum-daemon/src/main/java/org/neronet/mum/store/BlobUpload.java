package org.neronet.mum.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.disk.Sha256;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** One content on its way in. Closing it before {@link #finish} leaves nothing behind. Owned by one thread. */
public final class BlobUpload implements Closeable {
    private final Path target;
    private final Path temporary;
    private final String sha256;
    private final long size;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private long received;

    private BlobUpload(Path target, Path temporary, String sha256, long size, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.sha256 = sha256;
        this.size = size;
        this.channel = channel;
    }

    static BlobUpload begin(Path target, String sha256, long size) throws IOException {
        PrivateFolder.ensure(target.getParent());
        var temporary = target.resolveSibling(".new-" + UUID.randomUUID());
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new BlobUpload(target, temporary, sha256, size, FileChannel.open(temporary, options, mode));
    }

    /** Bytes still to come. */
    public long left() {
        return size - received;
    }

    /** @throws NeronetException (usage) when more comes than was announced */
    public void add(byte[] bytes) throws IOException {
        received += bytes.length;
        if (received > size) {
            throw refused("is longer than the announced " + size + " bytes");
        }
        digest.update(bytes);
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** @throws NeronetException (usage) when what came is not what was announced */
    public void finish() throws IOException {
        if (received != size) {
            throw refused("has " + received + " bytes instead of the announced " + size);
        }
        var found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(sha256)) {
            throw refused("has the digest " + found);
        }
        channel.force(true);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        AtomicFile.syncFolder(target.getParent());
    }

    private NeronetException refused(String what) {
        return new NeronetException(
                ExitCode.USAGE,
                "the content sent as " + sha256 + " " + what,
                "submit again; did a file change meanwhile?");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
