package org.neronet.common.wire;

import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * What experiments may take of a cluster, as far as the user's {@code clusters.yaml} says it.
 *
 * @param cpus cores that a direct cluster shares out, at least 1
 * @param memoryBytes main memory that a direct cluster shares out, bytes
 * @param gpus GPUs that a direct cluster shares out, 0 or more
 */
public record ClusterLimits(Optional<Integer> cpus, Optional<Long> memoryBytes, Optional<Integer> gpus) {
    /** Nothing said: what the machine has. */
    public static final ClusterLimits NONE = new ClusterLimits(Optional.empty(), Optional.empty(), Optional.empty());

    public JsonObject toJson() {
        return JsonObject.of("cpus", cpus).with("memory_bytes", memoryBytes).with("gpus", gpus);
    }

    public static ClusterLimits fromJson(JsonObject json) {
        return new ClusterLimits(
                json.optionalInteger("cpus").map(Math::toIntExact),
                json.optionalInteger("memory_bytes"),
                json.optionalInteger("gpus").map(Math::toIntExact));
    }
}
