package org.neronet.common.metric;

/** Takes what a {@link ByteReader} finds. */
@FunctionalInterface
public interface ReadingSink {
    /** @param offset bytes of the file read when this was known, at least 1; never less than before */
    void take(Reading reading, long offset);
}
