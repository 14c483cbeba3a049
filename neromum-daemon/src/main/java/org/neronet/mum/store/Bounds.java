package org.neronet.mum.store;

/**
 * How big the journal may grow.
 *
 * @param segment bytes after which a new segment is begun, and a checkpoint is due
 * @param keep bytes up to which everything is kept; above, values that their home has taken go, the oldest first
 * @param most bytes above which values go that nobody has taken, too
 */
record Bounds(long segment, long keep, long most) {
    static final Bounds DEFAULT = new Bounds(16L << 20, 256L << 20, 4L << 30);

    /** Those of a small journal. */
    static Bounds ofSegments(long bytes) {
        return new Bounds(bytes, DEFAULT.keep, DEFAULT.most);
    }
}
