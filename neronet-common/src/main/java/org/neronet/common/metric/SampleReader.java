package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import org.neronet.common.event.MetricSample;

/**
 * Turns the bytes of one source into samples, the same ones however the bytes come in pieces. Owned by one thread.
 */
public interface SampleReader {
    /** The samples that the next {@code length} bytes make known; their offsets count from the first byte fed. */
    List<MetricSample> feed(byte[] buffer, int length);

    /** The samples of a last line without an end; call once, when no more bytes will come. */
    List<MetricSample> finish();

    /** How far the program said it is, the last time; empty when it never did. */
    Optional<Reading.Progress> progress();

    /** What the user should know about this source; does not change once it is there. */
    Optional<String> warning();
}
