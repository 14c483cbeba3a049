package org.neronet.common.disk;

import java.util.function.IntPredicate;

/** Fits a row of parts to a row of items; a part that is a gap takes any number of items, or none. Pure. */
final class Gaps {
    /** Whether a part, which is no gap, takes an item. */
    @FunctionalInterface
    interface Fit {
        boolean test(int part, int item);
    }

    private Gaps() {}

    /** Whether the parts take all items. Only the last gap is tried again, so no pattern takes long. */
    static boolean fit(int parts, IntPredicate isGap, int items, Fit fit) {
        int part = 0;
        int item = 0;
        int gap = -1;
        int behindGap = 0;
        while (item < items) {
            if (part < parts && isGap.test(part)) {
                gap = part++;
                behindGap = item;
            } else if (part < parts && fit.test(part, item)) {
                part++;
                item++;
            } else if (gap >= 0) {
                part = gap + 1;
                item = ++behindGap;
            } else {
                return false;
            }
        }
        while (part < parts && isGap.test(part)) {
            part++;
        }
        return part == parts;
    }
}
