package org.neronet.mum.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.neronet.common.disk.AtomicFile;

/** A segment on the real disk, readable by its owner alone. */
final class FileSegmentWriter implements SegmentWriter {
    private final FileChannel channel;

    private FileSegmentWriter(FileChannel channel) {
        this.channel = channel;
    }

    static SegmentWriter open(Path file, boolean isNew) throws IOException {
        var options = Set.of(StandardOpenOption.WRITE, isNew ? StandardOpenOption.CREATE_NEW : StandardOpenOption.READ);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var channel = FileChannel.open(file, options, mode);
        try {
            channel.position(channel.size());
            if (isNew) {
                AtomicFile.syncFolder(file.toAbsolutePath().getParent());
            }
            return new FileSegmentWriter(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
