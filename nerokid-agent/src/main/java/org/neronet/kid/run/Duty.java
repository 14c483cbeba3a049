package org.neronet.kid.run;

import java.io.Closeable;

/** What the kid's loop is there for: one attempt, or a roster of them. */
interface Duty extends Closeable {
    /**
     * Does what is due. Faults are its own affair.
     *
     * @return whether there is more to do at once
     */
    boolean tick();

    boolean isOver();
}
