package org.neronet.mum.store;

/** Says whether this process may still write: asked before every batch of the journal and every call of a scheduler. */
@FunctionalInterface
public interface Fence {
    /**
     * Returns when it may.
     *
     * @throws org.neronet.common.fault.NeronetException (refused) when another mum has taken over, or nobody can tell
     */
    void check();

    /** Whether a mum before this one, on another host, may still be in the middle of a write. */
    default boolean hasRival() {
        return false;
    }
}
