package org.neronet.mum.gate;

import java.io.IOException;
import java.util.HexFormat;
import org.neronet.common.disk.Sha256;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Frame;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.Results;

/** Sends one result file. */
public final class ResultsGetHandler implements RequestHandler {
    private final Ledger ledger;

    public ResultsGetHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Call call() {
        return Call.RESULTS_GET;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException {
        var digest = Sha256.digest();
        long size = 0;
        try (var file =
                new Results(request.attempt(ledger)).open(request.fields().string("path"))) {
            for (var bytes = file.readNBytes(Frame.CHUNK); bytes.length > 0; bytes = file.readNBytes(Frame.CHUNK)) {
                digest.update(bytes);
                size += bytes.length;
                out.send(bytes);
            }
        }
        return JsonObject.of("size", size).with("sha256", HexFormat.of().formatHex(digest.digest()));
    }
}
