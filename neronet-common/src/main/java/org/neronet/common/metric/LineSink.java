package org.neronet.common.metric;

/** Takes the lines that {@link LineDiscipline} makes. */
@FunctionalInterface
interface LineSink {
    /** @param offset bytes of the stream read when the line was whole, its end included */
    void line(String text, long offset);

    /**
     * What stood on the line before {@code \\r} took the cursor back and something else was written there.
     *
     * @param offset bytes of the stream read when the first of what replaced it was there
     */
    default void frame(String text, long offset) {}
}
