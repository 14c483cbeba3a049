package org.neronet.common.metric;

/** Takes the lines that {@link LineDiscipline} makes. */
interface LineSink {
    /**
     * A line, as a terminal would show it.
     *
     * @param traits its {@link LineTraits}
     * @param offset bytes of the stream read when the line was whole, its end included
     */
    void line(String text, int traits, long offset);

    /** Whether {@link #line} has to be called for a line of these {@link LineTraits}; no effect when it has not. */
    default boolean wants(int traits) {
        return true;
    }

    /**
     * What stood on the line before {@code \\r} took the cursor back and something else was written there.
     *
     * @param offset bytes of the stream read when the first of what replaced it was there
     */
    default void frame(String text, long offset) {}
}
