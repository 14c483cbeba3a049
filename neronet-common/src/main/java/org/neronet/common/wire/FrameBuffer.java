package org.neronet.common.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Gathers the bytes of a TCP stream and gives back whole frames: 4 bytes of length (big-endian) and the payload. The
 * length is checked before anything is allocated for it. Owned by one thread.
 */
public final class FrameBuffer {
    private byte[] bytes = new byte[1024];
    private int filled;
    private int limit;

    /** @param limit longest payload, bytes; raised by {@link #limit(int)} after authentication */
    public FrameBuffer(int limit) {
        this.limit = limit;
    }

    public void limit(int bytes) {
        limit = bytes;
    }

    /** Takes all of {@code source}. */
    public void fill(ByteBuffer source) {
        int count = source.remaining();
        if (filled + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, filled + count));
        }
        source.get(bytes, filled, count);
        filled += count;
    }

    /**
     * The next whole frame's payload.
     *
     * @throws IOException when a frame announces more than the limit
     */
    public Optional<byte[]> next() throws IOException {
        if (filled < 4) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(bytes).getInt();
        if (length < 0 || length > limit) {
            throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes, limit is " + limit);
        }
        if (filled < 4 + length) {
            return Optional.empty();
        }
        var payload = Arrays.copyOfRange(bytes, 4, 4 + length);
        System.arraycopy(bytes, 4 + length, bytes, 0, filled - 4 - length);
        filled -= 4 + length;
        return Optional.of(payload);
    }

    /** A payload with its length before it, ready to be sent. */
    public static ByteBuffer frame(byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .putInt(payload.length)
                .put(payload)
                .flip();
    }
}
