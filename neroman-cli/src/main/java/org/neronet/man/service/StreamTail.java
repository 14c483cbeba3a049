package org.neronet.man.service;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;

/** Reads one output stream of one attempt from mum, from wherever the last read ended; one thread uses it. */
final class StreamTail {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PIECE = 8 << 20;

    private final AttemptKey key;
    private final OutputStreamName stream;
    private final Counting sink;

    StreamTail(AttemptKey key, OutputStreamName stream, OutputStream sink) {
        this.key = key;
        this.stream = stream;
        this.sink = new Counting(sink);
    }

    /** How a read ended: all that will ever come was read, all that is there now, or neither. */
    enum Reached {
        COMPLETE,
        PRESENT_END,
        MORE
    }

    /** Bytes written so far: where the next read goes on, also on another connection. */
    long offset() {
        return sink.count;
    }

    /**
     * Writes what there is, at most one piece.
     *
     * @param wait how long mum may wait for bytes when there are none
     */
    Reached read(MumLine mum, Duration wait) throws IOException {
        var request = JsonObject.of("key", key.toJson())
                .with("stream", stream.file())
                .with("offset", sink.count)
                .with("limit", PIECE)
                .with("wait_ms", wait.toMillis());
        var reply = mum.callWithChunks(Call.LOG_READ, request, PATIENCE.plus(wait), sink);
        sink.flush();
        if (reply.bool("complete") && sink.count >= reply.integer("size")) {
            return Reached.COMPLETE;
        }
        return sink.count >= reply.integer("size") ? Reached.PRESENT_END : Reached.MORE;
    }

    /** Counts even what was written before a connection broke. */
    private static final class Counting extends FilterOutputStream {
        private long count;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
