package org.neronet.mum.gate;

import java.io.IOException;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.mum.store.Workdir;

/** Takes one content in. */
public final class BlobPutHandler implements RequestHandler {
    @Override
    public Call call() {
        return Call.BLOB_PUT;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException, InterruptedException {
        long size = request.fields().integer("size");
        if (size < 0) {
            throw new JsonException("a size below zero");
        }
        var workdir = request.session().workdir();
        workdir.ensure();
        Workdir.needRoom(workdir.root(), size);
        try (var upload = workdir.blobs().receive(request.fields().string("sha256"), size)) {
            while (upload.left() > 0) {
                upload.add(in.next());
            }
            upload.finish();
        }
        return JsonObject.empty();
    }
}
