package org.neronet.kid.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import org.neronet.common.wire.KidMessage;

/** A place in the spool from which records are read one by one; holds none of them. */
final class SpoolCursor {
    private static final int FIRST_READ = 4 << 10;
    private static final int MAX_LINE = 4 << 20;

    private final FileChannel channel;
    private long position;

    SpoolCursor(FileChannel channel, long position) {
        this.channel = channel;
        this.position = position;
    }

    /** Where the next line begins, bytes. */
    long position() {
        return position;
    }

    /** The next record, or nothing at the end of the file or before a line that is still unfinished. */
    Optional<KidMessage.Record> next() throws IOException {
        var line = line();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        var record = SpoolLine.read(line.get());
        position += line.get().length + 1;
        return Optional.of(record);
    }

    private Optional<byte[]> line() throws IOException {
        for (int size = FIRST_READ; size <= MAX_LINE; size *= 4) {
            var buffer = ByteBuffer.allocate(size);
            int filled = fill(buffer);
            for (int i = 0; i < filled; i++) {
                if (buffer.get(i) == '\n') {
                    return Optional.of(Arrays.copyOf(buffer.array(), i));
                }
            }
            if (filled < size) {
                return Optional.empty();
            }
        }
        throw new IOException("a line of the spool is longer than " + MAX_LINE + " bytes");
    }

    private int fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {
            continue;
        }
        return buffer.position();
    }
}
