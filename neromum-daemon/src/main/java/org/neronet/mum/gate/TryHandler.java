package org.neronet.mum.gate;

import java.io.IOException;
import java.util.ArrayList;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Trial;

/** Asks what the scheduler would say to plans. */
public final class TryHandler implements RequestHandler {
    private final Asking asking;

    /** Asks about one plan. */
    @FunctionalInterface
    public interface Asking {
        Trial of(AttemptPlan plan) throws IOException, InterruptedException;
    }

    public TryHandler(Asking asking) {
        this.asking = asking;
    }

    @Override
    public Call call() {
        return Call.TRY;
    }

    /** Those beyond {@link Trial#MOST} are not asked about, so that no request keeps the scheduler busy. */
    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws IOException, InterruptedException {
        var answers = new ArrayList<JsonObject>();
        for (var plan : request.fields().objects("plans", AttemptPlan::fromJson)) {
            answers.add((answers.size() < Trial.MOST ? asking.of(plan) : Trial.UNKNOWN).toJson());
        }
        return JsonObject.of("answers", answers);
    }
}
