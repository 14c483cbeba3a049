package org.neronet.man.config;

import java.util.ArrayList;
import java.util.List;

/** Adds clusters to, and removes them from, the text of {@code clusters.yaml}. */
final class ClustersEdit {
    private static final String CLUSTERS = "clusters";
    private static final String DEFAULT = "default_cluster";

    private final YamlSource source;

    ClustersEdit(YamlSource source) {
        this.source = source;
    }

    /** The text with one cluster more, as the last entry. */
    String add(Cluster cluster) {
        return new YamlEdit(source).set(List.of(CLUSTERS, cluster.name()), value(cluster));
    }

    /** The text without a cluster, and without the line that makes it the default. */
    String remove(String name) {
        var without = new YamlEdit(source).remove(List.of(CLUSTERS, name));
        var isDefault = source.root()
                .flatMap(root -> root.entry(DEFAULT))
                .filter(entry ->
                        entry.value() instanceof YamlValue.Scalar s && s.text().equals(name))
                .isPresent();
        return isDefault ? new YamlEdit(YamlSource.of(source.file(), without)).remove(List.of(DEFAULT)) : without;
    }

    /** A cluster as one line of YAML. */
    static String value(Cluster cluster) {
        var settings = cluster.settings();
        var fields = new ArrayList<String>();
        cluster.sshAddress().ifPresent(address -> fields.add("ssh_address: " + FlowText.of(address)));
        fields.add("type: " + FlowText.of(cluster.type()));
        settings.workdir().ifPresent(folder -> fields.add("workdir: " + FlowText.of(folder)));
        settings.slots().ifPresent(slots -> fields.add("slots: " + slots));
        settings.limits().cpus().ifPresent(cpus -> fields.add("cpus: " + cpus));
        settings.limits().memoryBytes().ifPresent(bytes -> fields.add("memory: " + bytes));
        settings.limits().gpus().ifPresent(gpus -> fields.add("gpus: " + gpus));
        settings.limits().queueMax().ifPresent(most -> fields.add("queue_max: " + most));
        settings.limits()
                .keepalive()
                .ifPresent(program -> fields.add("keepalive: " + (program.equals("crontab") ? "cron" : program)));
        list(fields, "sbatch_args", settings.sbatchArgs());
        var site = settings.gridEngine();
        list(fields, "qsub_args", site.qsubArgs());
        site.parallelEnvironment().ifPresent(name -> fields.add("parallel_environment: " + FlowText.of(name)));
        site.memoryComplex().ifPresent(name -> fields.add("memory_complex: " + FlowText.of(name)));
        site.gpuComplex().ifPresent(name -> fields.add("gpu_complex: " + FlowText.of(name)));
        list(fields, "setup", settings.setup());
        settings.kidAddress().ifPresent(address -> fields.add("kid_address: " + FlowText.of(address)));
        cluster.java().ifPresent(java -> fields.add("java: " + FlowText.of(java)));
        cluster.transport().ifPresent(transport -> fields.add("transport: " + transport));
        return "{" + String.join(", ", fields) + "}";
    }

    private static void list(List<String> fields, String key, List<String> items) {
        if (!items.isEmpty()) {
            fields.add(key + ": " + FlowText.list(items));
        }
    }
}
