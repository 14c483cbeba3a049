package org.neronet.common.follow;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.metric.Reading;

/** One source that is being followed. Owned by one thread. */
interface Followed {
    MetricSource source();

    /** Reads on by one buffer, and gives the samples in it that are new. */
    List<MetricSample> read(byte[] buffer) throws IOException;

    /** Whether everything that was there at the last look is read. */
    boolean isAtEnd();

    /** The samples of a last line without an end; when no more bytes will come. */
    List<MetricSample> finish() throws IOException;

    /** What is read from now on ends where it ends now. */
    void freeze() throws IOException;

    /** How far the program said it is in this source, the last time. */
    Optional<Reading.Progress> progress();

    /** What the user should know; may grow. */
    List<String> warnings();
}
