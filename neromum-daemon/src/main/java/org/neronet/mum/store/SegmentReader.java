package org.neronet.mum.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads lines from a piece of a segment with bounded memory, whatever is in it. A block that the disk cannot read counts
 * as zeros, so that it costs the lines in it and no others.
 */
final class SegmentReader implements AutoCloseable {
    private static final int BLOCK = 4096;
    /** A disk may take seconds over each. */
    private static final int MAX_REFUSED = 32;

    private final SegmentSource source;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10).flip();
    private final long end;
    private int refused;
    private long fileAt;
    private long lineAt;

    /** Reads from one offset up to another; the first must be the start of a line. The source is closed with this. */
    SegmentReader(SegmentSource source, long from, long to) throws IOException {
        this.source = source;
        end = Math.min(to, source.size());
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
        int count = buffer.hasRemaining() ? read() : -1;
        buffer.flip();
        fileAt += Math.max(0, count);
        return count > 0;
    }

    private int read() throws IOException {
        try {
            return source.read(buffer, fileAt);
        } catch (IOException e) {
            long blockEnd = (fileAt / BLOCK + 1) * BLOCK;
            buffer.clear().limit((int) (Math.min(blockEnd, end) - fileAt));
            return readBlock();
        }
    }

    private int readBlock() throws IOException {
        try {
            return source.read(buffer, fileAt);
        } catch (IOException e) {
            if (++refused > MAX_REFUSED) {
                throw e;
            }
            buffer.position(0);
            int count = buffer.remaining();
            buffer.put(new byte[count]);
            return count;
        }
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
        source.close();
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
