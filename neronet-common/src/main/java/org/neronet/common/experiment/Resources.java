package org.neronet.common.experiment;

import java.time.Duration;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * What one experiment needs, in one vocabulary for all schedulers.
 *
 * @param cpus cores, at least 1
 * @param gpus GPUs, 0 or more
 * @param memoryBytes main memory, at least 1 MB, or empty for the cluster's default
 * @param time wall time, at least 1 s, or empty for the cluster's default
 * @param minDiskBytes what must be free where the program runs for it to be started, bytes
 * @param minMemoryBytes main memory that must be there for the program to be started, bytes
 * @param pack whether it may share a scheduler job with others like it
 */
public record Resources(
        int cpus,
        int gpus,
        Optional<Long> memoryBytes,
        Optional<Duration> time,
        Optional<Long> minDiskBytes,
        Optional<Long> minMemoryBytes,
        Optional<Pack> pack) {
    /** One core and the cluster's defaults. */
    public static final Resources DEFAULT = new Resources(1, 0, Optional.empty(), Optional.empty());

    public Resources {
        if (cpus < 1 || gpus < 0) {
            throw new IllegalArgumentException("cpus must be at least 1 and gpus at least 0");
        }
        if (memoryBytes.filter(bytes -> bytes < 1_000_000).isPresent()) {
            throw new IllegalArgumentException("memory must be at least 1 MB");
        }
        if (time.filter(t -> t.toSeconds() < 1).isPresent()) {
            throw new IllegalArgumentException("time must be at least 1 s");
        }
    }

    /** Resources of an experiment with a job of its own. */
    public Resources(
            int cpus,
            int gpus,
            Optional<Long> memoryBytes,
            Optional<Duration> time,
            Optional<Long> minDiskBytes,
            Optional<Long> minMemoryBytes) {
        this(cpus, gpus, memoryBytes, time, minDiskBytes, minMemoryBytes, Optional.empty());
    }

    /** Resources without demands on the node. */
    public Resources(int cpus, int gpus, Optional<Long> memoryBytes, Optional<Duration> time) {
        this(cpus, gpus, memoryBytes, time, Optional.empty(), Optional.empty());
    }

    public JsonObject toJson() {
        var json = JsonObject.of("cpus", cpus)
                .with("gpus", gpus)
                .with("memory_bytes", memoryBytes)
                .with("time_s", time.map(Duration::toSeconds))
                .with("min_disk_bytes", minDiskBytes)
                .with("min_memory_bytes", minMemoryBytes);
        return pack.map(p -> p.addTo(json)).orElse(json);
    }

    public static Resources fromJson(JsonObject json) {
        return new Resources(
                Math.toIntExact(json.integer("cpus")),
                Math.toIntExact(json.integer("gpus")),
                json.optionalInteger("memory_bytes"),
                json.optionalInteger("time_s").map(Duration::ofSeconds),
                json.optionalInteger("min_disk_bytes"),
                json.optionalInteger("min_memory_bytes"),
                Pack.from(json));
    }
}
