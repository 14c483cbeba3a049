package org.neronet.common.experiment;

import java.util.List;
import org.neronet.common.json.JsonObject;

/**
 * What mum leaves in an attempt's folder for its kid.
 *
 * @param endpoint absolute path of the file that says where mum listens now
 * @param metrics declared metric names; empty means automatic
 */
public record KidOrders(AttemptKey key, String endpoint, List<String> metrics) {
    public KidOrders {
        metrics = List.copyOf(metrics);
    }

    public JsonObject toJson() {
        return key.toJson().with("endpoint", endpoint).with("metrics", metrics);
    }

    public static KidOrders fromJson(JsonObject json) {
        return new KidOrders(AttemptKey.fromJson(json), json.string("endpoint"), json.strings("metrics"));
    }
}
