package org.neronet.mum.gate;

import java.util.List;
import java.util.function.Function;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.mum.store.Holder;

/** Passes on the wish to keep attempts from starting, or to let them go. */
public final class HoldHandler implements RequestHandler {
    private final Call call;
    private final Function<List<AttemptKey>, Holder.Answer> wish;

    private HoldHandler(Call call, Function<List<AttemptKey>, Holder.Answer> wish) {
        this.call = call;
        this.wish = wish;
    }

    /** The handler of {@link Call#HOLD}. */
    public static HoldHandler holding(Holder holder) {
        return new HoldHandler(Call.HOLD, holder::hold);
    }

    /** The handler of {@link Call#RELEASE}. */
    public static HoldHandler releasing(Holder holder) {
        return new HoldHandler(Call.RELEASE, holder::release);
    }

    @Override
    public Call call() {
        return call;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) {
        var answer = wish.apply(request.fields().objects("keys", AttemptKey::fromJson));
        return JsonObject.of("asked", json(answer.asked()))
                .with("already", json(answer.already()))
                .with("running", json(answer.running()))
                .with("ended", json(answer.ended()))
                .with("unknown", json(answer.unknown()));
    }

    private static List<JsonObject> json(List<AttemptKey> keys) {
        return keys.stream().map(AttemptKey::toJson).toList();
    }
}
