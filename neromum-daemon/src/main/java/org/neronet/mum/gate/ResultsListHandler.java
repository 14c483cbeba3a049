package org.neronet.mum.gate;

import java.io.IOException;
import java.util.List;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ResultFile;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.Results;

/** Lists what an attempt made or changed. */
public final class ResultsListHandler implements RequestHandler {
    private final Ledger ledger;

    public ResultsListHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Call call() {
        return Call.RESULTS_LIST;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException {
        var listing = new Results(request.attempt(ledger)).list();
        return JsonObject.of("files", json(listing.files()))
                .with("left_out", json(listing.leftOut()))
                .with("ready", listing.ready());
    }

    private static List<JsonObject> json(List<ResultFile> files) {
        return files.stream().map(ResultFile::toJson).toList();
    }
}
