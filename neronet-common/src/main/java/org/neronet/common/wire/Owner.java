package org.neronet.common.wire;

import java.time.Duration;
import org.neronet.common.json.JsonObject;

/**
 * Whom to go to: what {@code neromum attach} prints behind {@link Magic#OWNER} on a host where mum does not run.
 *
 * @param host the name that mum's host gives itself
 * @param queue such as {@code slurm-triton}
 * @param silent since when her lease was not renewed
 * @param patience after how much silence another host takes over
 */
public record Owner(String host, String queue, Duration silent, Duration patience) {
    /** How long until another host takes over if she stays silent; never negative. */
    public Duration left() {
        var left = patience.minus(silent);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public JsonObject toJson() {
        return JsonObject.of("host", host)
                .with("queue", queue)
                .with("silent_ms", silent.toMillis())
                .with("patience_ms", patience.toMillis());
    }

    /** @throws org.neronet.common.json.JsonException for anything else */
    public static Owner fromJson(JsonObject json) {
        return new Owner(
                json.string("host"),
                json.string("queue"),
                Duration.ofMillis(json.integer("silent_ms")),
                Duration.ofMillis(json.integer("patience_ms")));
    }
}
