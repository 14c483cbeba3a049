package org.neronet.mum.gate;

import java.util.List;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;

/** Says which contents mum has not got. */
public final class BlobsMissingHandler implements RequestHandler {
    @Override
    public Call call() {
        return Call.BLOBS_MISSING;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) {
        var blobs = request.session().workdir().blobs();
        List<String> missing = request.fields().strings("digests").stream()
                .distinct()
                .filter(digest -> !blobs.has(digest))
                .toList();
        return JsonObject.of("missing", missing);
    }
}
