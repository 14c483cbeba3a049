package org.neronet.man.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.common.batch.QsubWords;
import org.neronet.common.wire.ClusterLimits;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.GridEngineSettings;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;

/** Reads one entry of {@code clusters:}. */
final class ClusterReader {
    private static final Set<String> OWN_KEYS = Set.of(
            "ssh_address",
            "type",
            "workdir",
            "slots",
            "cpus",
            "memory",
            "gpus",
            "sbatch_args",
            "qsub_args",
            "parallel_environment",
            "memory_complex",
            "gpu_complex",
            "setup",
            "queue_max",
            "keepalive",
            "kid_address",
            "java",
            "transport",
            "runtime");
    static final Set<String> KEYS =
            Stream.of(OWN_KEYS, CommandReader.keys()).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> LOCAL_KEYS =
            Set.of("type", "slots", "cpus", "memory", "gpus", "setup", "queue_max", "kid_address", "java", "runtime");
    private static final String COMMAND = "command";
    private static final List<String> TYPES = List.of("slurm", "direct", "unmanaged", "gridengine", COMMAND);
    private static final Set<String> RESERVED = Set.of("any", "all", "none", "last");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MANY = 1_000_000;

    private final Problems problems;

    ClusterReader(Problems problems) {
        this.problems = problems;
    }

    /** What a cluster cannot be called, and why. */
    static Optional<String> nameFault(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of(
                    "'" + name + "' is a reserved word, as are " + String.join(", ", new TreeSet<>(RESERVED)));
        }
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("'" + name.replace("\n", "\\n")
                        + "' is not a name: letters, digits, '.', '_' and '-', at most 64");
    }

    Optional<Cluster> read(Entry entry) {
        var name = entry.name();
        int before = problems.count();
        nameFault(name).ifPresent(fault -> problems.add(entry.key().start(), fault, "choose another name"));
        if (!(entry.value() instanceof Mapping mapping)) {
            var message = "cluster '" + name + "' must be a map of keys and values, not "
                    + entry.value().kind();
            problems.add(entry.value().start(), message, name + ": {ssh_address: host.example.org, type: slurm}");
            return Optional.empty();
        }
        var fields = new YamlFields(mapping, problems);
        fields.allowOnly(KEYS);
        var cluster = name.equals(Cluster.LOCAL) ? local(mapping, fields) : remote(entry, fields);
        return problems.count() > before ? Optional.empty() : Optional.of(cluster);
    }

    private Cluster local(Mapping mapping, YamlFields fields) {
        for (var entry : mapping.entries()) {
            if (KEYS.contains(entry.name()) && !LOCAL_KEYS.contains(entry.name())) {
                var message = "'local' is always this machine; '" + entry.name() + "' cannot be set for it";
                problems.add(entry.key().start(), message, "remove the line, or use another cluster name");
            }
        }
        var type = type(fields).orElse("direct");
        if (!type.equals("direct")) {
            problems.add(fields.start("type"), "'local' is always of type direct", "use another cluster name");
        }
        return cluster(Cluster.LOCAL, "direct", fields);
    }

    private Cluster remote(Entry entry, YamlFields fields) {
        var type = type(fields);
        if (fields.value("type").isEmpty()) {
            problems.add(entry.key().start(), "cluster '" + entry.name() + "' has no type", "type: slurm, or direct");
        }
        fields.text("ssh_address")
                .flatMap(SshAddress::fault)
                .ifPresent(fault -> problems.add(fields.start("ssh_address"), fault, "ssh_address: user@host"));
        var cluster = cluster(entry.name(), type.orElse("direct"), fields);
        return cluster.type().equals(COMMAND) ? cluster.with(new CommandReader(fields, problems).read(entry)) : cluster;
    }

    private Optional<String> type(YamlFields fields) {
        var type = fields.oneOf("type", TYPES);
        return type.map(t -> t.equals("unmanaged") ? "direct" : t);
    }

    private ClusterLimits limits(YamlFields fields) {
        return new ClusterLimits(
                fields.integer("cpus", 1, MANY),
                MemoryField.read(fields, problems),
                fields.integer("gpus", 0, MANY),
                fields.integer("queue_max", 1, MANY),
                fields.oneOf("keepalive", List.of("cron", "scrontab"))
                        .map(word -> word.equals("cron") ? "crontab" : word));
    }

    private Cluster cluster(String name, String type, YamlFields fields) {
        // Checked now, so that the file needs no change when a later version acts on them.
        fields.text("runtime");
        var settings = new ClusterSettings(
                type,
                fields.text("workdir"),
                fields.integer("slots", 1, MANY),
                fields.words("sbatch_args"),
                fields.texts("setup"),
                fields.text("kid_address"),
                gridEngine(fields),
                limits(fields));
        return new Cluster(
                name,
                fields.text("ssh_address"),
                type,
                fields.oneOf("transport", Cluster.TRANSPORTS),
                fields.text("java"),
                settings);
    }

    private GridEngineSettings gridEngine(YamlFields fields) {
        var words = fields.words("qsub_args");
        QsubWords.fault(words)
                .ifPresent(fault -> problems.add(fields.start("qsub_args"), fault, "qsub_args: -P nlp -q long.q"));
        return new GridEngineSettings(
                words,
                name(fields, "parallel_environment", "smp"),
                name(fields, "memory_complex", "h_vmem"),
                name(fields, "gpu_complex", "gpu"));
    }

    private Optional<String> name(YamlFields fields, String key, String example) {
        var name = fields.text(key);
        name.filter(text -> !NAME.matcher(text).matches())
                .ifPresent(text -> problems.add(
                        fields.start(key), "'" + key + "' must be a name of Grid Engine's", key + ": " + example));
        return name;
    }
}
