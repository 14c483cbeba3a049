package org.neronet.kid.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.wire.KidMessage;

/** How far one output file has been sent; its bytes are read from the file each time and never kept. */
final class LogCursor {
    private static final int PIECE = 64 << 10;
    private static final long MAX_IN_FLIGHT = 2 << 20;

    private final OutputStreamName stream;
    private final Path file;
    private long sent;
    private long stored;

    LogCursor(OutputStreamName stream, Path file) {
        this.stream = stream;
        this.file = file;
    }

    /** A new connection begins where mum's disk ends. */
    void restart(long offset) {
        sent = offset;
        stored = offset;
    }

    void stored(long offset) {
        stored = Math.max(stored, offset);
    }

    long sent() {
        return sent;
    }

    boolean isOwed() {
        return sent > stored;
    }

    /** The next piece up to {@code end}; nothing when there is none now or too much is on its way. */
    Optional<KidMessage> next(long end) throws IOException {
        int wanted = (int) Math.min(PIECE, end - sent);
        if (wanted <= 0 || sent - stored >= MAX_IN_FLIGHT) {
            return Optional.empty();
        }
        var bytes = read(wanted);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var message = new KidMessage.LogBytes(stream, sent, bytes);
        sent += bytes.length;
        return Optional.of(message);
    }

    private byte[] read(int wanted) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate(wanted);
            int count = channel.read(buffer, sent);
            return count <= 0 ? new byte[0] : Arrays.copyOf(buffer.array(), count);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
