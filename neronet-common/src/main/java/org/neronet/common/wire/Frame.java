package org.neronet.common.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/**
 * One frame of the wire between man and mum: 4 bytes of length (big-endian, what follows), 1 byte of kind, payload.
 * A {@link Message} is a JSON object; a {@link Chunk} is raw bytes of the request or reply with that number.
 */
public sealed interface Frame {
    /** Longest payload, bytes: what is longer travels in pieces. */
    int MAX_PAYLOAD = 4 << 20;

    /** Good size of the pieces of a long transfer, bytes. */
    int CHUNK = 256 << 10;

    record Message(JsonObject json) implements Frame {}

    record Chunk(long id, byte[] bytes) implements Frame {}

    /** Writes one frame and flushes; callers that share a stream hold its lock. */
    static void write(OutputStream stream, Frame frame) throws IOException {
        var out = new DataOutputStream(stream);
        if (frame instanceof Message message) {
            var bytes = message.json().toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > MAX_PAYLOAD) {
                throw new IOException("a message of " + bytes.length + " bytes is over the limit of " + MAX_PAYLOAD);
            }
            out.writeInt(bytes.length + 1);
            out.writeByte('J');
            out.write(bytes);
        } else if (frame instanceof Chunk chunk) {
            out.writeInt(chunk.bytes().length + 9);
            out.writeByte('B');
            out.writeLong(chunk.id());
            out.write(chunk.bytes());
        }
        out.flush();
    }

    /** Reads one frame; empty at the end of the stream between two frames. */
    static Optional<Frame> read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        int first = stream.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
        if (length < 1 || length > MAX_PAYLOAD + 9) {
            throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes is over the limit");
        }
        int kind = in.readUnsignedByte();
        return Optional.of(
                switch (kind) {
                    case 'J' -> new Message(parse(exactly(in, length - 1)));
                    case 'B' -> {
                        if (length < 9) {
                            throw new IOException("a chunk of " + length + " bytes is too short");
                        }
                        yield new Chunk(in.readLong(), exactly(in, length - 9));
                    }
                    default -> throw new IOException("unknown kind of frame: " + kind);
                });
    }

    private static JsonObject parse(byte[] bytes) throws IOException {
        try {
            return Json.parseObject(new String(bytes, StandardCharsets.UTF_8));
        } catch (org.neronet.common.json.JsonException e) {
            throw new IOException("a message that is not JSON: " + e.getMessage(), e);
        }
    }

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the other side left in the middle of a frame");
        }
        return bytes;
    }
}
