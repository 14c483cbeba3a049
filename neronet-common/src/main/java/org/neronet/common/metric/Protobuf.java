package org.neronet.common.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Walks through the fields of a message in the wire format of Protocol Buffers. */
final class Protobuf {
    private static final int MAX_SHIFT = 63;

    /** Hears the fields in order. */
    interface Visitor {
        void field(int number, Value value);
    }

    /**
     * What a field holds.
     *
     * @param number of a field of fixed or variable size; 0 otherwise
     * @param message the bytes of a field that has a length
     */
    record Value(long number, Optional<ByteBuffer> message) {}

    private Protobuf() {}

    /**
     * Tells all fields; what the visitor does not know it passes over.
     *
     * @throws IllegalArgumentException when it is no message
     * @throws java.nio.BufferUnderflowException when it is cut off
     */
    static void walk(ByteBuffer message, Visitor visitor) {
        var in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            visitor.field((int) (key >>> 3), value((int) key & 7, in));
        }
    }

    private static Value value(int type, ByteBuffer in) {
        return switch (type) {
            case 0 -> new Value(varint(in), Optional.empty());
            case 1 -> new Value(in.getLong(), Optional.empty());
            case 2 -> new Value(0, Optional.of(bytes(in)));
            case 5 -> new Value(in.getInt(), Optional.empty());
            default -> throw new IllegalArgumentException("wire type " + type);
        };
    }

    static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a field longer than its message");
        }
        var part = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) length);
        return part;
    }
}
