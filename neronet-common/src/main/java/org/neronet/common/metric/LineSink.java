package org.neronet.common.metric;

/** Takes the lines that {@link LineDiscipline} makes. */
@FunctionalInterface
interface LineSink {
    /** @param offset bytes of the stream read when the line was whole, its end included */
    void line(String text, long offset);
}
