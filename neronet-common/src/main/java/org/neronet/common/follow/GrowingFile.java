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
import java.util.Optional;

/**
 * A file that grows, read piece by piece. It notices when it is another one than before: shorter, replaced, or with other
 * bytes where it was read. One that was renamed is read to its end before the one that has its name now.
 */
final class GrowingFile {
    /** Bytes that are compared, at the beginning and before the place read up to. */
    private static final int PROBE = 64;

    private final Path file;
    private Optional<Object> identity = Optional.empty();
    private Optional<Optional<Object>> looked = Optional.empty();
    private boolean renamed;
    private boolean rotated;
    private long renamedLimit = Long.MAX_VALUE;
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
        rotated = false;
        notice();
        return renamed ? readRenamed(buffer) : readNamed(buffer);
    }

    /** Whether what the last reading ended with was a file renamed, read to its end. */
    boolean isRotated() {
        return rotated;
    }

    /** Looks once for the file when another one, or none, has its name now. */
    private void notice() throws IOException {
        var now = RenamedFile.identity(file);
        if (!renamed && position > 0 && identity.isPresent() && !now.equals(identity) && !isLookedFor(now)) {
            looked = Optional.of(now);
            renamed = RenamedFile.find(file, identity.get()).isPresent();
            renamedLimit = limit;
        }
    }

    private boolean isLookedFor(Optional<Object> now) {
        return looked.isPresent() && looked.get().equals(now);
    }

    private int readRenamed(byte[] buffer) throws IOException {
        int count = renamedBytes(buffer);
        if (count == 0) {
            size = position;
            if (Files.exists(file)) {
                rotated = true;
                beginAgain();
                return -1;
            }
        }
        return count;
    }

    private int renamedBytes(byte[] buffer) throws IOException {
        var found = RenamedFile.find(file, identity.orElseThrow());
        if (found.isEmpty()) {
            return 0;
        }
        try (var channel = FileChannel.open(found.get(), StandardOpenOption.READ)) {
            size = channel.size();
            return hasOtherBytes(channel) ? 0 : take(channel, buffer, renamedLimit);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private int readNamed(byte[] buffer) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var now = RenamedFile.identity(file);
            if (position > 0 && !now.equals(identity) && !isLookedFor(now)) {
                // Renamed since it was looked for.
                return read(buffer);
            }
            size = channel.size();
            if (position > 0 && (!now.equals(identity) || hasOtherBytes(channel))) {
                beginAgain();
                return -1;
            }
            identity = now;
            return take(channel, buffer, limit);
        } catch (NoSuchFileException e) {
            // It may come back; what was read of it stands.
            size = Math.min(size, position);
            return 0;
        }
    }

    private int take(FileChannel channel, byte[] buffer, long end) throws IOException {
        int most = (int) Math.min(buffer.length, Math.min(size, end) - position);
        int count = most > 0 ? channel.read(ByteBuffer.wrap(buffer, 0, most), position) : 0;
        if (count > 0) {
            remember(buffer, count);
        }
        return Math.max(0, count);
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
        notice();
        limit = Files.exists(file) ? Files.size(file) : renamed ? 0 : position;
        size = limit;
        if (renamed) {
            var found = RenamedFile.find(file, identity.orElseThrow());
            renamedLimit = found.isPresent() ? Files.size(found.get()) : position;
            size = renamedLimit;
        }
    }

    boolean isAtEnd() {
        return renamed
                ? position >= Math.min(size, renamedLimit) && !Files.exists(file)
                : position >= Math.min(size, limit);
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

    private boolean hasOtherBytes(FileChannel channel) throws IOException {
        return size < position
                || !Arrays.equals(first, bytes(channel, 0, first.length))
                || !Arrays.equals(last, bytes(channel, position - last.length, last.length));
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
        renamed = false;
        identity = Optional.empty();
        first = new byte[0];
        last = new byte[0];
    }
}
