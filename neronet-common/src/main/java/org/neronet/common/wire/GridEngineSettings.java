package org.neronet.common.wire;

import java.util.List;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * How a site has set up its Grid Engine, from {@code clusters.yaml}.
 *
 * @param qsubArgs words for every {@code qsub}
 * @param parallelEnvironment for experiments with more than one CPU; its slots must be on one host
 * @param memoryComplex the resource that limits memory, usually {@code h_vmem}
 * @param gpuComplex the resource that counts GPUs, usually {@code gpu}
 */
public record GridEngineSettings(
        List<String> qsubArgs,
        Optional<String> parallelEnvironment,
        Optional<String> memoryComplex,
        Optional<String> gpuComplex) {
    /** Nothing said. */
    public static final GridEngineSettings NONE =
            new GridEngineSettings(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public GridEngineSettings {
        qsubArgs = List.copyOf(qsubArgs);
    }

    public JsonObject toJson() {
        return JsonObject.of("qsub_args", qsubArgs)
                .with("parallel_environment", parallelEnvironment)
                .with("memory_complex", memoryComplex)
                .with("gpu_complex", gpuComplex);
    }

    public static GridEngineSettings fromJson(JsonObject json) {
        return new GridEngineSettings(
                json.strings("qsub_args"),
                json.optionalString("parallel_environment"),
                json.optionalString("memory_complex"),
                json.optionalString("gpu_complex"));
    }
}
