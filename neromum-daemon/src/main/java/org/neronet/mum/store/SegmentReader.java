package org.neronet.mum.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads lines from a piece of a segment with bounded memory, whatever is in it. */
final class SegmentReader implements AutoCloseable {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10).flip();
    private final long end;
    private long fileAt;
    private long lineAt;

    /** Reads from one offset up to another; the first must be the start of a line. */
    SegmentReader(Path file, long from, long to) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        end = Math.min(to, channel.size());
        fileAt = from;
        lineAt = from;
    }

    /** The next line; the last one may lack its newline. */
    Optional<RawLine> next() throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        long length = 0;
        boolean ended = false;
        while (!ended && fill()) {
            int stop = newline();
            int count = (stop < 0 ? buffer.limit() : stop) - buffer.position();
            if (length + count <= JournalLine.MAX_BYTES) {
                bytes.write(buffer.array(), buffer.position(), count);
            }
            length += count;
            ended = stop >= 0;
            buffer.position(buffer.position() + count + (ended ? 1 : 0));
        }
        if (length == 0 && !ended) {
            return Optional.empty();
        }
        var line = new RawLine(lineAt, bytes.toByteArray(), length, ended);
        lineAt = line.nextOffset();
        return Optional.of(line);
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), Math.max(0, end - fileAt)));
        int count = buffer.hasRemaining() ? channel.read(buffer, fileAt) : -1;
        buffer.flip();
        fileAt += Math.max(0, count);
        return count > 0;
    }

    private int newline() {
        for (int i = buffer.position(); i < buffer.limit(); i++) {
            if (buffer.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * A line as it stands on disk.
     *
     * @param bytes without the newline; fewer than {@code length} when it is over the limit
     * @param ended whether there is a newline
     */
    record RawLine(long offset, byte[] bytes, long length, boolean ended) {
        long nextOffset() {
            return offset + length + (ended ? 1 : 0);
        }
    }
}
