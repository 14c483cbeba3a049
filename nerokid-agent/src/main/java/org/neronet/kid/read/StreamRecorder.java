package org.neronet.kid.read;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.kid.report.Spool;

/** Puts one stream's samples into the spool, in events small enough for the wire; keeps those it could not write. */
final class StreamRecorder {
    /** Roughly what one event may take as JSON, bytes; a quarter of what a frame holds. */
    private static final int MAX_EVENT = 256 << 10;

    private static final int SAMPLE_OVERHEAD = 100;

    private final MetricSource source;
    private final OutputTail tail;
    private List<MetricSample> waiting = List.of();

    StreamRecorder(MetricSource source, OutputTail tail) {
        this.source = source;
        this.tail = tail;
    }

    OutputTail tail() {
        return tail;
    }

    /** Reads on by one buffer; only after all that was found before is in the spool. */
    void record(byte[] buffer, AttemptKey key, InstantSource time, Spool spool) throws IOException {
        flush(key, time, spool);
        waiting = tail.read(buffer);
        flush(key, time, spool);
    }

    void finish(AttemptKey key, InstantSource time, Spool spool) throws IOException {
        flush(key, time, spool);
        waiting = tail.finish();
        flush(key, time, spool);
    }

    void flush(AttemptKey key, InstantSource time, Spool spool) throws IOException {
        while (!waiting.isEmpty()) {
            var batch = new ArrayList<>(waiting.subList(0, batchSize()));
            spool.append(new Event.Metrics(key, time.instant(), source, batch));
            waiting = waiting.subList(batch.size(), waiting.size());
        }
    }

    /** Samples of one line have one offset and stay together, since a restarted kid goes on behind the last offset. */
    private int batchSize() {
        int count = 0;
        int bytes = 0;
        while (count < waiting.size() && (bytes < MAX_EVENT || isSameLine(count))) {
            bytes += SAMPLE_OVERHEAD + 3 * waiting.get(count).name().length();
            count++;
        }
        return count;
    }

    private boolean isSameLine(int index) {
        return waiting.get(index).offset() == waiting.get(index - 1).offset();
    }
}
