package org.neronet.mum.gate;

import java.io.IOException;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Frame;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.LogSource;

/** Gives output bytes from an offset on, waiting for the first one if asked to. */
public final class LogReadHandler implements RequestHandler {
    private static final long MAX_BYTES = 64L << 20;

    private final Ledger ledger;
    private final LogSource logs;

    public LogReadHandler(Ledger ledger, LogSource logs) {
        this.ledger = ledger;
        this.logs = logs;
    }

    @Override
    public Call call() {
        return Call.LOG_READ;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException, InterruptedException {
        var key = request.attempt(ledger).key();
        var stream = OutputStreamName.of(request.fields().string("stream"));
        long offset = request.integer("offset", 0, 0, Long.MAX_VALUE);
        long limit = request.integer("limit", MAX_BYTES, 0, MAX_BYTES);
        await(request, key, stream, offset);
        var piece = logs.read(key, stream, offset, piece(limit));
        while (piece.bytes().length > 0) {
            out.send(piece.bytes());
            offset += piece.bytes().length;
            limit -= piece.bytes().length;
            if (limit <= 0 || piece.complete()) {
                break;
            }
            piece = logs.read(key, stream, offset, piece(limit));
        }
        return JsonObject.of("offset", offset).with("size", piece.size()).with("complete", piece.complete());
    }

    private void await(Request request, AttemptKey key, OutputStreamName stream, long offset)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + request.waitMillis() * 1_000_000;
        while (!request.session().leaving().getAsBoolean()) {
            var look = logs.read(key, stream, offset, 1);
            long left = (end - System.nanoTime()) / 1_000_000;
            if (look.bytes().length > 0 || look.complete() || left <= 0) {
                return;
            }
            logs.awaitGrowth(key, stream, offset, Math.min(left, Request.LOOK_UP));
        }
    }

    private static int piece(long limit) {
        return (int) Math.min(limit, Frame.CHUNK);
    }
}
