package org.neronet.common.wire;

import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * What experiments may take of a cluster, as far as the user's {@code clusters.yaml} says it.
 *
 * @param cpus cores that a direct cluster shares out, at least 1
 * @param memoryBytes main memory that a direct cluster shares out, bytes
 * @param gpus GPUs that a direct cluster shares out, 0 or more
 * @param queueMax how many experiments may be with the scheduler at once, waiting or running, at least 1
 */
public record ClusterLimits(
        Optional<Integer> cpus, Optional<Long> memoryBytes, Optional<Integer> gpus, Optional<Integer> queueMax) {
    /** Nothing said: what the machine has. */
    public static final ClusterLimits NONE = new ClusterLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /** Limits that say nothing of the number of experiments. */
    public ClusterLimits(Optional<Integer> cpus, Optional<Long> memoryBytes, Optional<Integer> gpus) {
        this(cpus, memoryBytes, gpus, Optional.empty());
    }

    public JsonObject toJson() {
        return JsonObject.of("cpus", cpus)
                .with("memory_bytes", memoryBytes)
                .with("gpus", gpus)
                .with("queue_max", queueMax);
    }

    public static ClusterLimits fromJson(JsonObject json) {
        return new ClusterLimits(
                json.optionalInteger("cpus").map(Math::toIntExact),
                json.optionalInteger("memory_bytes"),
                json.optionalInteger("gpus").map(Math::toIntExact),
                json.optionalInteger("queue_max").map(Math::toIntExact));
    }
}
