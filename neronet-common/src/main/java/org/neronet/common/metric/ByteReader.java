package org.neronet.common.metric;

import java.util.Optional;

/**
 * Reads one file that grows. The same readings with the same offsets come out however the bytes come in pieces; memory
 * is bounded whatever they are. Owned by one thread.
 */
public interface ByteReader {
    /** Takes the next {@code length} bytes and hands over what they make known. */
    void feed(byte[] buffer, int length, ReadingSink sink);

    /** No more bytes will come for now: hands over what a last line without an end says. */
    void finish(ReadingSink sink);

    /** What the user should know about this file; does not change once it is there. */
    default Optional<String> warning() {
        return Optional.empty();
    }
}
