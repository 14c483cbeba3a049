package org.neronet.common.wire;

import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * What Neronet may do on a cluster, as far as the user's {@code clusters.yaml} says it.
 *
 * @param cpus cores that a direct cluster shares out, at least 1
 * @param memoryBytes main memory that a direct cluster shares out, bytes
 * @param gpus GPUs that a direct cluster shares out, 0 or more
 * @param queueMax how many jobs may be with the scheduler at once, waiting or running, at least 1; experiments that share a job are one
 * @param keepalive the program whose table may start mum again, {@code crontab} or {@code scrontab}
 */
public record ClusterLimits(
        Optional<Integer> cpus,
        Optional<Long> memoryBytes,
        Optional<Integer> gpus,
        Optional<Integer> queueMax,
        Optional<String> keepalive) {
    /** Nothing said: what the machine has. */
    public static final ClusterLimits NONE = new ClusterLimits(Optional.empty(), Optional.empty(), Optional.empty());

    /** Limits that say nothing of the number of experiments. */
    public ClusterLimits(Optional<Integer> cpus, Optional<Long> memoryBytes, Optional<Integer> gpus) {
        this(cpus, memoryBytes, gpus, Optional.empty());
    }

    /** Limits of one who does not let anything start mum. */
    public ClusterLimits(
            Optional<Integer> cpus, Optional<Long> memoryBytes, Optional<Integer> gpus, Optional<Integer> queueMax) {
        this(cpus, memoryBytes, gpus, queueMax, Optional.empty());
    }

    public JsonObject toJson() {
        return JsonObject.of("cpus", cpus)
                .with("memory_bytes", memoryBytes)
                .with("gpus", gpus)
                .with("queue_max", queueMax)
                .with("keepalive", keepalive);
    }

    public static ClusterLimits fromJson(JsonObject json) {
        return new ClusterLimits(
                json.optionalInteger("cpus").map(Math::toIntExact),
                json.optionalInteger("memory_bytes"),
                json.optionalInteger("gpus").map(Math::toIntExact),
                json.optionalInteger("queue_max").map(Math::toIntExact),
                json.optionalString("keepalive"));
    }
}
