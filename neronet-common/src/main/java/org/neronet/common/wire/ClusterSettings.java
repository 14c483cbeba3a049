package org.neronet.common.wire;

import java.util.List;
import java.util.Optional;
import org.neronet.common.json.JsonObject;

/**
 * What the user's {@code clusters.yaml} says that mum must know; sent with each {@link Call#HELLO}.
 *
 * @param type {@code slurm}, {@code gridengine}, {@code command} or {@code direct}
 * @param workdir where attempts live on the cluster; {@code ~}, {@code $HOME} and {@code $USER} are expanded there
 * @param slots how many experiments a direct cluster runs at once; empty means one per CPU
 * @param sbatchArgs words for every {@code sbatch}, before the experiment's own
 * @param setup shell lines run before every program
 * @param kidAddress the address on which kids reach mum, when the found one is wrong
 * @param gridEngine what only Grid Engine needs to know
 * @param limits what experiments may take of it
 * @param command how to talk to a scheduler of type {@code command}
 */
public record ClusterSettings(
        String type,
        Optional<String> workdir,
        Optional<Integer> slots,
        List<String> sbatchArgs,
        List<String> setup,
        Optional<String> kidAddress,
        GridEngineSettings gridEngine,
        ClusterLimits limits,
        CommandSettings command) {
    public ClusterSettings {
        sbatchArgs = List.copyOf(sbatchArgs);
        setup = List.copyOf(setup);
    }

    /** Settings without templates. */
    public ClusterSettings(
            String type,
            Optional<String> workdir,
            Optional<Integer> slots,
            List<String> sbatchArgs,
            List<String> setup,
            Optional<String> kidAddress,
            GridEngineSettings gridEngine,
            ClusterLimits limits) {
        this(type, workdir, slots, sbatchArgs, setup, kidAddress, gridEngine, limits, CommandSettings.NONE);
    }

    /** Settings that say nothing of Grid Engine, and no limits. */
    public ClusterSettings(
            String type,
            Optional<String> workdir,
            Optional<Integer> slots,
            List<String> sbatchArgs,
            List<String> setup,
            Optional<String> kidAddress) {
        this(type, workdir, slots, sbatchArgs, setup, kidAddress, GridEngineSettings.NONE, ClusterLimits.NONE);
    }

    /** Settings without limits. */
    public ClusterSettings(
            String type,
            Optional<String> workdir,
            Optional<Integer> slots,
            List<String> sbatchArgs,
            List<String> setup,
            Optional<String> kidAddress,
            GridEngineSettings gridEngine) {
        this(type, workdir, slots, sbatchArgs, setup, kidAddress, gridEngine, ClusterLimits.NONE);
    }

    /** A cluster of that type with nothing else said. */
    public static ClusterSettings ofType(String type) {
        return new ClusterSettings(type, Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /** The same with these templates. */
    public ClusterSettings with(CommandSettings command) {
        return new ClusterSettings(type, workdir, slots, sbatchArgs, setup, kidAddress, gridEngine, limits, command);
    }

    /** The word that tells mum which queue is meant: the type, behind it the queue's own name where there is one. */
    public String queueWord() {
        return type
                + command.text(CommandSettings.QUEUE).map(name -> ":" + name).orElse("");
    }

    public JsonObject toJson() {
        return JsonObject.of("type", type)
                .with("workdir", workdir)
                .with("slots", slots)
                .with("sbatch_args", sbatchArgs)
                .with("setup", setup)
                .with("kid_address", kidAddress)
                .with("grid_engine", gridEngine.toJson())
                .with("limits", limits.toJson())
                .with("command", command.toJson());
    }

    public static ClusterSettings fromJson(JsonObject json) {
        return new ClusterSettings(
                json.string("type"),
                json.optionalString("workdir"),
                json.optionalInteger("slots").map(Math::toIntExact),
                json.strings("sbatch_args"),
                json.strings("setup"),
                json.optionalString("kid_address"),
                json.optionalObject("grid_engine")
                        .map(GridEngineSettings::fromJson)
                        .orElse(GridEngineSettings.NONE),
                json.has("limits") ? ClusterLimits.fromJson(json.object("limits")) : ClusterLimits.NONE,
                json.optionalObject("command").map(CommandSettings::fromJson).orElse(CommandSettings.NONE));
    }
}
