package org.neronet.mum.store;

import java.io.IOException;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;

/** Where an attempt's output can be read. */
public interface LogSource {
    /** At most {@code limit} bytes from an offset on; none when there are none yet. */
    Piece read(AttemptKey key, OutputStreamName stream, long offset, int limit) throws IOException;

    /** Waits until there is something behind the offset, the stream is complete, or the time is over. */
    void awaitGrowth(AttemptKey key, OutputStreamName stream, long offset, long millis) throws InterruptedException;

    /**
     * A piece of an attempt's output.
     *
     * @param size of the whole stream as far as it is known, bytes
     * @param complete whether nothing will ever come behind this piece
     */
    record Piece(byte[] bytes, long size, boolean complete) {}
}
