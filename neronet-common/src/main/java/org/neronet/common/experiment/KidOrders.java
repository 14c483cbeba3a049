package org.neronet.common.experiment;

import java.util.List;
import org.neronet.common.json.JsonObject;

/**
 * What mum leaves in an attempt's folder for its kid.
 *
 * @param endpoint absolute path of the file that says where mum listens now
 * @param metrics declared metric names; empty means automatic
 * @param watch as {@link AttemptPlan#watch}
 */
public record KidOrders(AttemptKey key, String endpoint, List<String> metrics, JsonObject watch) {
    public KidOrders {
        metrics = List.copyOf(metrics);
    }

    public JsonObject toJson() {
        return key.toJson().with("endpoint", endpoint).with("metrics", metrics).with("watch", watch);
    }

    public static KidOrders fromJson(JsonObject json) {
        return new KidOrders(
                AttemptKey.fromJson(json),
                json.string("endpoint"),
                json.strings("metrics"),
                json.has("watch") ? json.object("watch") : JsonObject.empty());
    }
}
