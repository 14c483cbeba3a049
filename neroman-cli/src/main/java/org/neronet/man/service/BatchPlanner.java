package org.neronet.man.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neronet.common.batch.AttemptScripts;
import org.neronet.common.batch.BatchKey;
import org.neronet.common.batch.CommandCall;
import org.neronet.common.batch.JobArray;
import org.neronet.common.batch.JobScript;
import org.neronet.common.batch.Packing;
import org.neronet.common.batch.QsubCall;
import org.neronet.common.batch.SbatchCall;
import org.neronet.common.batch.ScriptFacts;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.wire.CommandSettings;
import org.neronet.man.config.Cluster;
import org.neronet.man.service.SubmitPreview.Batch;
import org.neronet.man.service.SubmitPreview.Item;
import org.neronet.man.service.SubmitPreview.SchedulerCall;
import org.neronet.man.service.SubmitPreview.Scripts;

/**
 * Shows what mum would hand to a cluster's scheduler and to the parent script, by the code that she makes it with. Pure.
 */
final class BatchPlanner {
    private static final String TOKEN = "<token>";
    private static final List<String> ENVIRONMENT = List.of("<environment>");
    /** Grid Engine's call names each variable, so one stands for all. */
    private static final Map<String, String> VARIABLES = Map.of("PATH", "<environment>");

    private static final Map<String, String> LOGIN = Map.of("LOGNAME", "<user>", "HOME", "<home>");

    private final Cluster cluster;

    BatchPlanner(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * @param id empty for an experiment that is not defined yet
     * @throws IllegalArgumentException for a word or name that no program can get
     */
    Scripts scripts(AttemptPlan plan, Optional<Long> id) {
        var facts = new ScriptFacts(
                id.map(String::valueOf).orElse("<id>"),
                Integer.toString(plan.key().attempt()),
                "<umask>",
                cluster.settings().setup());
        return new Scripts(AttemptScripts.environment(plan, facts), AttemptScripts.argv(plan));
    }

    /** @param plans of the items that would be started, in their order */
    List<Batch> batches(List<AttemptPlan> plans, List<Item> items) {
        var alike = new LinkedHashMap<BatchKey, List<Integer>>();
        IntStream.range(0, plans.size())
                .boxed()
                .sorted(Comparator.comparing(plans::get, BatchKey.ORDER))
                .forEach(i -> alike.computeIfAbsent(BatchKey.of(plans.get(i)), key -> new ArrayList<>())
                        .add(i));
        return alike.values().stream()
                .map(places -> batch(
                        plans.get(places.get(0)),
                        places.stream().map(items::get).toList()))
                .toList();
    }

    private Batch batch(AttemptPlan first, List<Item> items) {
        var folder = Path.of(workdir()).resolve("batch").resolve(TOKEN);
        var settings = cluster.settings();
        // How many CPUs a node has is known there alone.
        boolean alone = cluster.type().equals("gridengine")
                && settings.gridEngine().parallelEnvironment().isEmpty();
        var packing = Packing.of(first.resources(), items.size(), alone ? 1 : Integer.MAX_VALUE);
        var array = new JobArray(TOKEN, folder, packing.jobs(items.size()), first, packing);
        return switch (cluster.type()) {
            case "slurm" ->
                batch(items, array, SbatchCall.argv(array, settings, ENVIRONMENT), SbatchCall.fault(first, settings));
            case "gridengine" ->
                batch(
                        items,
                        array,
                        QsubCall.argv(array, settings, VARIABLES),
                        QsubCall.fault(array.needed(), settings));
            case "command" -> command(items, new JobArray(TOKEN, folder, 1, first), settings.command());
            default -> new Batch(items, Optional.empty(), Optional.empty(), Optional.of(first));
        };
    }

    /** The call for the first of them: each is a job of its own. */
    private static Batch command(List<Item> items, JobArray one, CommandSettings settings) {
        var fault = CommandCall.fault(one, settings);
        if (fault.isPresent()) {
            return new Batch(items, Optional.empty(), fault, Optional.of(one.first()));
        }
        var call =
                new SchedulerCall(CommandCall.argv(one, 1, settings, LOGIN), CommandCall.scriptText(one.folder(), 1));
        return new Batch(items, Optional.of(call), Optional.empty(), Optional.of(one.first()));
    }

    private static Batch batch(List<Item> items, JobArray array, List<String> words, Optional<String> fault) {
        var call = new SchedulerCall(words, JobScript.of(array.packing()));
        return new Batch(items, Optional.of(call), fault, Optional.of(array.first()));
    }

    /** As it is said, unless there is something in it that the cluster fills in. */
    private String workdir() {
        return cluster.settings()
                .workdir()
                .filter(said -> said.startsWith("/") && said.indexOf('$') < 0 && said.indexOf('\0') < 0)
                .map(said -> Path.of(said).normalize().toString())
                .orElse("<workdir>");
    }
}
