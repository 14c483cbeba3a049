package org.neronet.man.sweep;

import java.math.BigInteger;

/**
 * How much of the program's memory the experiments of one file may take. They are counted before they are made: without
 * that the program would end in the middle, after a long while of nothing but looking for room.
 */
public final class MemoryBudget {
    /** What one value of a parameter takes at one point, in several tables. */
    static final int VALUE_BYTES = 200;

    private static final long MEGA = 1_000_000;

    private final long heap;
    private BigInteger used = BigInteger.ZERO;

    /** @param heap bytes that the program may take in all */
    public MemoryBudget(long heap) {
        this.heap = heap;
    }

    public static MemoryBudget ofProcess() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory());
    }

    /** Takes so many bytes for each of so many; whether there was room for them. */
    public boolean take(BigInteger count, long bytesEach) {
        used = used.add(count.multiply(BigInteger.valueOf(bytesEach)));
        return used.compareTo(BigInteger.valueOf(most())) <= 0;
    }

    /** How much was wanted and how much there is. */
    public String text() {
        return "about %,d MB of memory, and at most %,d MB are there for all of the file"
                .formatted(used.divide(BigInteger.valueOf(MEGA)), most() / MEGA);
    }

    private long most() {
        return heap / 4 * 3;
    }
}
