package org.neronet.common.metric;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Makes event files of TensorBoard for tests. */
public final class EventFile {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    public EventFile() {
        record(new Message()
                .bytes(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8))
                .done());
    }

    /** A scalar as PyTorch writes it. */
    public EventFile scalar(String tag, long step, double value) {
        var simple = new Message().text(1, tag).fixed32(2, Float.floatToIntBits((float) value));
        return event(step, simple);
    }

    /** A scalar as TensorFlow 2 writes it. */
    public EventFile tensor(String tag, long step, byte[] tensor, String plugin) {
        var value = new Message().text(1, tag).bytes(8, tensor);
        if (!plugin.isEmpty()) {
            var data = new Message().text(1, plugin).done();
            value.bytes(9, new Message().bytes(1, data).done());
        }
        return event(step, value);
    }

    /** An image of so many bytes. */
    public EventFile image(String tag, long step, int size) {
        return event(step, new Message().text(1, tag).bytes(4, new byte[size]));
    }

    private EventFile event(long step, Message value) {
        var summary = new Message().bytes(1, value.done()).done();
        record(new Message()
                .fixed64(1, Double.doubleToLongBits(1.5))
                .varint(2, step)
                .bytes(5, summary)
                .done());
        return this;
    }

    /** A record with the check sums that belong to it. */
    public EventFile record(byte[] payload) {
        var head = little(8).putLong(payload.length).array();
        file.writeBytes(head);
        file.writeBytes(little(4).putInt(masked(head)).array());
        file.writeBytes(payload);
        file.writeBytes(little(4).putInt(masked(payload)).array());
        return this;
    }

    public byte[] bytes() {
        return file.toByteArray();
    }

    private static int masked(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        int value = (int) crc.getValue();
        return ((value >>> 15) | (value << 17)) + 0xa282ead8;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A message of Protocol Buffers. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message varint(int field, long value) {
            plain((long) field << 3);
            plain(value);
            return this;
        }

        Message fixed32(int field, int value) {
            plain((long) field << 3 | 5);
            out.writeBytes(little(4).putInt(value).array());
            return this;
        }

        Message fixed64(int field, long value) {
            plain((long) field << 3 | 1);
            out.writeBytes(little(8).putLong(value).array());
            return this;
        }

        Message text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, byte[] bytes) {
            plain((long) field << 3 | 2);
            plain(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        byte[] done() {
            return out.toByteArray();
        }

        private void plain(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
