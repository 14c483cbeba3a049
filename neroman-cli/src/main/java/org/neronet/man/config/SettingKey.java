package org.neronet.man.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/**
 * A key of the user's files by its full name, such as {@code email} or {@code clusters.triton.slots}.
 *
 * @param path through the maps of the file
 */
record SettingKey(String name, Place place, List<String> path) {
    static final String DEFAULT_CLUSTER = "default_cluster";
    private static final String CLUSTERS = "clusters.";
    private static final String GROUPS = "groups.";
    private static final List<String> FIRST =
            List.of("name", "email", DEFAULT_CLUSTER, "autocollect", "mail", "notify");
    private static final Set<String> LISTS = Set.of("setup", "sbatch_args", "qsub_args", CommandReader.LIST_CODES);
    private static final Set<String> YAML = Set.of(
            "autocollect",
            "mail",
            "notify",
            "slots",
            "cpus",
            "gpus",
            "queue_max",
            CommandReader.STATES,
            CommandReader.EXITS);

    /** Which file it stands in. */
    enum Place {
        PREFERENCES,
        CLUSTERS
    }

    /** How its value is typed. */
    enum Kind {
        TEXT,
        LIST,
        YAML
    }

    /** Every key that belongs to no cluster or group, what is wanted most often first. */
    static List<SettingKey> general() {
        var names = new ArrayList<>(FIRST);
        new TreeSet<>(PreferencesFile.KEYS)
                .stream().filter(key -> !names.contains(key)).forEach(names::add);
        return names.stream().map(SettingKey::named).toList();
    }

    static SettingKey ofCluster(String cluster, String field) {
        return new SettingKey(CLUSTERS + cluster + "." + field, Place.CLUSTERS, List.of("clusters", cluster, field));
    }

    static SettingKey ofGroup(String group) {
        return new SettingKey(GROUPS + group, Place.CLUSTERS, List.of("groups", group));
    }

    /** @throws NeronetException (usage) for an unknown key, with the nearest ones */
    static SettingKey named(String name) {
        if (name.equals(DEFAULT_CLUSTER)) {
            return new SettingKey(name, Place.CLUSTERS, List.of(name));
        } else if (PreferencesFile.KEYS.contains(name)) {
            return new SettingKey(name, Place.PREFERENCES, List.of(name));
        } else if (name.startsWith(GROUPS) && name.length() > GROUPS.length()) {
            return ofGroup(name.substring(GROUPS.length()));
        } else if (name.startsWith(CLUSTERS)) {
            return ofCluster(name);
        }
        var known = PreferencesFile.KEYS;
        throw unknown(
                name,
                Suggestion.text(name, known),
                ClusterReader.KEYS.contains(name)
                        ? "one of a cluster is meant so: clusters.NAME." + name
                        : "known are " + String.join(", ", new TreeSet<>(known))
                                + ", clusters.NAME.KEY and groups.NAME");
    }

    /** The names of clusters may have dots, those of their keys have none. */
    private static SettingKey ofCluster(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= CLUSTERS.length()) {
            throw unknown(name, "", "clusters.NAME.KEY, such as clusters.triton.workdir");
        }
        var cluster = name.substring(CLUSTERS.length(), dot);
        var field = name.substring(dot + 1);
        if (!ClusterReader.KEYS.contains(field)) {
            var known = new TreeSet<>(ClusterReader.KEYS);
            throw unknown(
                    name,
                    Suggestion.nearest(field, known, 1).stream()
                            .map(near -> "; did you mean '" + CLUSTERS + cluster + "." + near + "'?")
                            .findFirst()
                            .orElse(""),
                    "keys of a cluster are " + String.join(", ", known));
        }
        return ofCluster(cluster, field);
    }

    private static NeronetException unknown(String name, String nearest, String hint) {
        return new NeronetException(ExitCode.USAGE, "no setting '" + name + "'" + nearest, hint);
    }

    /** The last part of the name. */
    String field() {
        return path.get(path.size() - 1);
    }

    Optional<String> cluster() {
        return path.size() == 3 ? Optional.of(path.get(1)) : Optional.empty();
    }

    Kind kind() {
        if (path.get(0).equals("groups") || LISTS.contains(field())) {
            return Kind.LIST;
        }
        return YAML.contains(field()) ? Kind.YAML : Kind.TEXT;
    }

    /** The line that sets it, with the value that the file's own manual shows. */
    String example() {
        var template = place == Place.PREFERENCES ? Templates.PREFERENCES : Templates.CLUSTERS;
        var value = path.get(0).equals("groups")
                ? "[local]"
                : template.example(field()).orElse("VALUE");
        boolean bare = value.matches("[A-Za-z0-9_./@~-]+");
        return "neroman config set " + name + " " + (bare ? value : "'" + value.replaceAll("^[\"']|[\"']$", "") + "'");
    }
}
