package org.neronet.mum.gate;

import java.util.List;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.mum.store.Terminator;

/** Passes on the wish to end attempts. */
public final class TerminateHandler implements RequestHandler {
    private final Terminator terminator;

    public TerminateHandler(Terminator terminator) {
        this.terminator = terminator;
    }

    @Override
    public Call call() {
        return Call.TERMINATE;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws InterruptedException {
        var answer = terminator.terminate(request.fields().objects("keys", AttemptKey::fromJson));
        return JsonObject.of("asked", json(answer.asked()))
                .with("ended", json(answer.ended()))
                .with("unknown", json(answer.unknown()));
    }

    private static List<JsonObject> json(List<AttemptKey> keys) {
        return keys.stream().map(AttemptKey::toJson).toList();
    }
}
