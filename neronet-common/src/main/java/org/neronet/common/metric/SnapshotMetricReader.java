package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;

/** Reads files that programs write anew each time: the whole file, each time it changed. */
public interface SnapshotMetricReader extends FileMetricReader {
    /** Longest such file that is read, bytes. */
    int MAX_BYTES = 4 << 20;

    /**
     * All that the file says, in the order of the steps; empty when it is not whole yet. Readings without a step are the
     * newest values of their metrics.
     *
     * @param content at most {@link #MAX_BYTES}
     */
    Optional<List<Reading>> read(byte[] content, FileOptions options);
}
