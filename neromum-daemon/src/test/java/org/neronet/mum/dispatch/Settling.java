package org.neronet.mum.dispatch;

import org.neronet.common.experiment.AttemptKey;

/** Lets tests of other packages do the settling thread's work. */
public final class Settling {
    private Settling() {}

    public static void settle(Settler settler) {
        settler.settle();
    }

    public static boolean waitsForScheduler(Settler settler, AttemptKey key) {
        return settler.waitsForScheduler(key);
    }
}
