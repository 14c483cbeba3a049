package org.neronet.kid.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In what the kernel counts.
 *
 * @param pageBytes size of a page of memory
 * @param ticksPerSecond of CPU times and start times
 */
record KernelUnits(long pageBytes, long ticksPerSecond) {
    private static final KernelUnits USUAL = new KernelUnits(4096, 100);
    private static final long PAGE_SIZE = 6;
    private static final long CLOCK_TICKS = 17;

    /** As the kernel told this process at its start; the usual ones where that cannot be seen. */
    static KernelUnits of(Path proc) {
        try {
            return parse(ByteBuffer.wrap(Files.readAllBytes(proc.resolve("self/auxv"))));
        } catch (IOException e) {
            return USUAL;
        }
    }

    private static KernelUnits parse(ByteBuffer pairs) {
        long page = USUAL.pageBytes;
        long ticks = USUAL.ticksPerSecond;
        pairs.order(ByteOrder.nativeOrder());
        while (pairs.remaining() >= 2 * Long.BYTES) {
            long type = pairs.getLong();
            long value = pairs.getLong();
            if (type == PAGE_SIZE && value > 0) {
                page = value;
            } else if (type == CLOCK_TICKS && value > 0) {
                ticks = value;
            }
        }
        return new KernelUnits(page, ticks);
    }
}
