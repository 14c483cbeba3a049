package org.neronet.mum.nursery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.LogSource;

/**
 * Output as kids report it, until the attempt's own file is whole on this host: over a file server that file may be a
 * minute old. Both hold the same bytes, so whichever is longer is read. Written by the kid port's thread alone.
 */
public final class LogMirror implements LogSource {
    private static final Set<StandardOpenOption> WRITE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final long LOOK_AGAIN_MILLIS = 300;
    private static final long LIMIT = 64 << 20;

    private final Path folder;
    private final Ledger ledger;
    private final long limit;
    private final Map<Path, Long> passedOver = new ConcurrentHashMap<>();

    /** @param folder {@code logs/} of mum's state */
    public LogMirror(Path folder, Ledger ledger) {
        this(folder, ledger, LIMIT);
    }

    /** @param limit most bytes that one mirror holds */
    LogMirror(Path folder, Ledger ledger, long limit) {
        this.folder = folder;
        this.ledger = ledger;
        this.limit = limit;
    }

    /**
     * Writes what continues the mirror; bytes behind a gap are refused, and those beyond 64 MiB passed over: they are
     * read from the attempt's own file, however late.
     */
    void write(AttemptKey key, OutputStreamName stream, long offset, byte[] bytes) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var mirror = mirror(key, stream);
        long known = size(key, stream);
        if (offset < 0 || offset > known) {
            throw new IOException(
                    "output of " + key + " from " + offset + " on, but only " + known + " bytes are known");
        }
        int count = (int) Math.max(0, Math.min(bytes.length, limit - offset));
        if (count < bytes.length) {
            passedOver.merge(mirror, offset + bytes.length, Math::max);
        }
        try (var channel = FileChannel.open(mirror, WRITE, mode)) {
            channel.position(offset);
            var buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** How many bytes the mirror holds or need not hold. */
    long size(AttemptKey key, OutputStreamName stream) throws IOException {
        var mirror = mirror(key, stream);
        return Math.max(sizeOf(mirror), passedOver.getOrDefault(mirror, 0L));
    }

    /** Lets go of a mirror whose attempt's own file is at least as long. */
    public void release(Attempt attempt) throws IOException {
        for (var stream : OutputStreamName.values()) {
            var mirror = mirror(attempt.key(), stream);
            if (sizeOf(attempt.folder().output(stream)) >= sizeOf(mirror)) {
                Files.deleteIfExists(mirror);
                passedOver.remove(mirror);
            }
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** Removes what a crash left behind: old mirrors of attempts that are not live. */
    public void sweep(Instant before) throws IOException {
        var live = new HashSet<String>();
        ledger.live().forEach(attempt -> live.add(attempt.key().folderName()));
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var name = file.getFileName().toString();
                var attempt = name.substring(0, Math.max(0, name.lastIndexOf('.')));
                if (!live.contains(attempt)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public Piece read(AttemptKey key, OutputStreamName stream, long offset, int limit) throws IOException {
        var attempt = ledger.find(key);
        if (attempt.isEmpty()) {
            return new Piece(new byte[0], 0, true);
        }
        boolean ended = !attempt.get().isLive();
        var own = attempt.get().folder().output(stream);
        var mirror = mirror(key, stream);
        var longer = sizeOf(own) >= sizeOf(mirror) ? own : mirror;
        long size = sizeOf(longer);
        var bytes = offset < size ? readAt(longer, offset, (int) Math.min(limit, size - offset)) : new byte[0];
        return new Piece(bytes, size, ended && offset + bytes.length >= size);
    }

    @Override
    public void awaitGrowth(AttemptKey key, OutputStreamName stream, long offset, long millis)
            throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            while (!read(key, stream, offset, 0).complete() && isQuiet(key, stream, offset)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                synchronized (this) {
                    wait(Math.min(left, LOOK_AGAIN_MILLIS));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean isQuiet(AttemptKey key, OutputStreamName stream, long offset) throws IOException {
        return read(key, stream, offset, 0).size() <= offset;
    }

    private Path mirror(AttemptKey key, OutputStreamName stream) {
        return folder.resolve(key.folderName() + "." + stream.file());
    }

    /** A file server shows the true size to those who open the file; others may see one of a minute ago. */
    private static long sizeOf(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.size();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static byte[] readAt(Path file, long offset, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
                // until the piece is full or the file ends
            }
        }
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }
}
