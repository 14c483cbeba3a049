package org.neronet.common.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * A file that grows, read piece by piece. It notices when it is another one than before: shorter, replaced, or with other
 * bytes where it was read.
 */
final class GrowingFile {
    /** Bytes that are compared, at the beginning and before the place read up to. */
    private static final int PROBE = 64;

    private final Path file;
    private Object identity;
    private byte[] first = new byte[0];
    private byte[] last = new byte[0];
    private long position;
    private long size;
    private long limit = Long.MAX_VALUE;
    private long lastSize = -1;
    private long lastModified = -1;

    GrowingFile(Path file) {
        this.file = file;
    }

    /**
     * Reads on.
     *
     * @return how many bytes are in the buffer; -1 when the file is another one and is read from its beginning next time
     */
    int read(byte[] buffer) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            size = channel.size();
            if (isAnother(channel)) {
                beginAgain();
                return -1;
            }
            int most = (int) Math.min(buffer.length, Math.min(size, limit) - position);
            int count = most > 0 ? channel.read(ByteBuffer.wrap(buffer, 0, most), position) : 0;
            if (count > 0) {
                remember(buffer, count);
            }
            return Math.max(0, count);
        } catch (NoSuchFileException e) {
            // It may come back; what was read of it stands.
            size = Math.min(size, position);
            return 0;
        }
    }

    /** Whether it changed since the last time this was asked. */
    boolean hasChanged() throws IOException {
        try {
            var now = Files.readAttributes(file, BasicFileAttributes.class);
            boolean changed = now.size() != lastSize || now.lastModifiedTime().toMillis() != lastModified;
            lastSize = now.size();
            lastModified = now.lastModifiedTime().toMillis();
            return changed;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void freeze() throws IOException {
        limit = Files.exists(file) ? Files.size(file) : position;
        size = limit;
    }

    boolean isAtEnd() {
        return position >= Math.min(size, limit);
    }

    /** Bytes read. */
    long position() {
        return position;
    }

    /** How long it is now, bytes; 0 when it is not there. */
    long length() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private boolean isAnother(FileChannel channel) throws IOException {
        var now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        boolean replaced = identity != null && !identity.equals(now);
        identity = now;
        return position > 0
                && (replaced
                        || size < position
                        || !Arrays.equals(first, bytes(channel, 0, first.length))
                        || !Arrays.equals(last, bytes(channel, position - last.length, last.length)));
    }

    private static byte[] bytes(FileChannel channel, long from, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            continue;
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void remember(byte[] buffer, int count) {
        if (first.length < PROBE) {
            int more = Math.min(PROBE - first.length, count);
            int known = first.length;
            first = Arrays.copyOf(first, known + more);
            System.arraycopy(buffer, 0, first, known, more);
        }
        last = Arrays.copyOfRange(buffer, Math.max(0, count - PROBE), count);
        position += count;
    }

    private void beginAgain() {
        position = 0;
        first = new byte[0];
        last = new byte[0];
    }
}
