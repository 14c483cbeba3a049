package org.neronet.common.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The records of an event file: length, its check sum, payload, its check sum. A payload of more than 64 KiB is an image
 * or the like: it is checked as it passes and not kept. After a wrong check sum nothing in the file is believed.
 */
final class EventRecords implements ByteReader {
    /** Bytes in front of a payload. */
    static final int HEAD = 12;

    private static final int LARGEST = 64 << 10;
    private static final int TAIL = 4;
    private static final int MASK = 0xa282ead8;

    private enum Part {
        LENGTH,
        PAYLOAD,
        CHECK
    }

    private final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C crc = new CRC32C();
    private final EventPayload payloads = new EventPayload();
    private Part part = Part.LENGTH;
    private byte[] payload = new byte[0];
    private int kept;
    private long length;
    private long left = HEAD;
    private long offset;
    private boolean broken;

    /** Whether a head's length has the check sum behind it. */
    static boolean isSound(ByteBuffer head) {
        var crc = new CRC32C();
        crc.update(head.duplicate().position(0).limit(Long.BYTES));
        return head.getInt(Long.BYTES) == masked(crc) && head.getLong(0) >= 0;
    }

    private static int masked(CRC32C crc) {
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    @Override
    public void feed(byte[] buffer, int size, ReadingSink sink) {
        int at = 0;
        while (at < size && !broken) {
            int count = (int) Math.min(left, size - at);
            take(buffer, at, count);
            at += count;
            left -= count;
            offset += count;
            if (left == 0) {
                next(sink);
            }
        }
    }

    /** A record that is not whole says nothing yet. */
    @Override
    public void finish(ReadingSink sink) {}

    @Override
    public Optional<String> warning() {
        return broken
                ? Optional.of("is damaged: a check sum is wrong; what comes behind it is not read")
                : Optional.empty();
    }

    private void take(byte[] buffer, int from, int count) {
        if (part != Part.PAYLOAD) {
            head.put(buffer, from, count);
            return;
        }
        crc.update(buffer, from, count);
        if (length <= LARGEST) {
            System.arraycopy(buffer, from, payload, kept, count);
            kept += count;
        }
    }

    private void next(ReadingSink sink) {
        switch (part) {
            case LENGTH -> begin();
            case PAYLOAD -> expect(Part.CHECK, TAIL);
            case CHECK -> end(sink);
        }
    }

    private void begin() {
        broken = !isSound(head);
        length = head.getLong(0);
        crc.reset();
        kept = 0;
        if (length <= LARGEST && payload.length < length) {
            payload = new byte[(int) length];
        }
        expect(length == 0 ? Part.CHECK : Part.PAYLOAD, length == 0 ? TAIL : length);
    }

    private void end(ReadingSink sink) {
        broken = head.getInt(0) != masked(crc);
        if (!broken && length <= LARGEST) {
            payloads.read(ByteBuffer.wrap(payload, 0, kept), reading -> sink.take(reading, offset));
        }
        expect(Part.LENGTH, HEAD);
    }

    private void expect(Part next, long size) {
        part = next;
        left = size;
        head.clear();
    }
}
