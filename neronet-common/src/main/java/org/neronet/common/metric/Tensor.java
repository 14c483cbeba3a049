package org.neronet.common.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A tensor of one number: in its own field, or as the bytes of the number's type. */
final class Tensor implements Protobuf.Visitor {
    private static final int FLOAT = 1;
    private static final int DOUBLE = 2;
    private static final int INT = 3;
    private static final int LONG = 9;

    private final List<Double> numbers = new ArrayList<>();
    private ByteBuffer content = ByteBuffer.allocate(0);
    private int type;

    private Tensor() {}

    /** The number, when there is exactly one. */
    static OptionalDouble scalar(ByteBuffer message) {
        var tensor = new Tensor();
        Protobuf.walk(message, tensor);
        tensor.open();
        return tensor.numbers.size() == 1 ? OptionalDouble.of(tensor.numbers.get(0)) : OptionalDouble.empty();
    }

    @Override
    public void field(int field, Protobuf.Value value) {
        switch (field) {
            case 1 -> type = (int) value.number();
            case 4 -> value.message().ifPresent(bytes -> content = bytes);
            case 5 -> add(value, FLOAT);
            case 6 -> add(value, DOUBLE);
            case 7 -> add(value, INT);
            case 10 -> add(value, LONG);
            default -> {}
        }
    }

    /** Repeated numbers come one by one, or packed into one field. */
    private void add(Protobuf.Value value, int kind) {
        if (value.message().isEmpty()) {
            numbers.add(number(kind, value.number()));
            return;
        }
        var packed = value.message().get().slice().order(ByteOrder.LITTLE_ENDIAN);
        while (packed.hasRemaining() && numbers.size() < 2) {
            boolean variable = kind == INT || kind == LONG;
            long bits = variable ? Protobuf.varint(packed) : kind == FLOAT ? packed.getInt() : packed.getLong();
            numbers.add(number(kind, bits));
        }
    }

    private void open() {
        var bytes = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        int size = type == FLOAT || type == INT ? Integer.BYTES : Long.BYTES;
        boolean known = type == FLOAT || type == DOUBLE || type == INT || type == LONG;
        if (known && bytes.remaining() == size) {
            numbers.add(number(type, size == Integer.BYTES ? bytes.getInt() : bytes.getLong()));
        }
    }

    private static double number(int kind, long bits) {
        return switch (kind) {
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            default -> bits;
        };
    }
}
