package org.neronet.common.wire;

import java.util.OptionalInt;

/**
 * The versions of a protocol that one side speaks: its own, and the one before it, so that neither side must be updated on
 * the same day.
 *
 * @param newest at least 1
 * @param oldest at least 1, at most the newest
 */
public record Versions(int newest, int oldest) {
    public Versions {
        if (oldest < 1 || newest < oldest) {
            throw new IllegalArgumentException("expected 1 <= oldest <= newest, but was " + oldest + " and " + newest);
        }
    }

    /** A version and the one before it. */
    public static Versions upTo(int newest) {
        return new Versions(newest, Math.max(1, newest - 1));
    }

    /** The newest version that both speak; empty when there is none. */
    public OptionalInt common(Versions other) {
        int common = Math.min(newest, other.newest);
        return common >= Math.max(oldest, other.oldest) ? OptionalInt.of(common) : OptionalInt.empty();
    }

    public boolean contains(long version) {
        return oldest <= version && version <= newest;
    }

    @Override
    public String toString() {
        return oldest == newest ? Integer.toString(newest) : oldest + " to " + newest;
    }
}
