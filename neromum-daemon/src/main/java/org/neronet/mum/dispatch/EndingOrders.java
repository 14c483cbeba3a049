package org.neronet.mum.dispatch;

import org.neronet.common.event.Event;

/** The way of mum's decisions to the kid of an attempt. */
@FunctionalInterface
public interface EndingOrders {
    /** Where no kid is: whatever is to end is ended through the scheduler. */
    EndingOrders NONE = fired -> false;

    /**
     * Has the program ended as the kid's own rules would; may be called again and again for one decision.
     *
     * @return whether a kid is connected now that takes such orders
     */
    boolean give(Event.RuleFired fired);
}
