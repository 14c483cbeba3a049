package org.neronet.man.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/**
 * The known clusters by name, {@code local} always among them, and the one that is meant when none is named.
 *
 * @param defaultCluster of a cluster or a group
 * @param byName in the order of the file
 * @param groups names for several clusters
 */
public record Clusters(Optional<String> defaultCluster, Map<String, Cluster> byName, Map<String, List<String>> groups) {
    /** The name that means all clusters. */
    public static final String ANY = "any";

    public Clusters {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        var all = new LinkedHashMap<>(byName);
        all.putIfAbsent(Cluster.LOCAL, Cluster.local());
        byName = Collections.unmodifiableMap(all);
    }

    /** Without groups. */
    public Clusters(Optional<String> defaultCluster, Map<String, Cluster> byName) {
        this(defaultCluster, byName, Map.of());
    }

    /** The clusters that a group's name, or {@code any}, stands for; empty for a word that is neither. */
    public Optional<List<String>> members(String word) {
        return word.equals(ANY) ? Optional.of(List.copyOf(byName.keySet())) : Optional.ofNullable(groups.get(word));
    }

    /** What experiments can be sent to: clusters and groups. */
    public List<String> places() {
        return Stream.concat(byName.keySet().stream(), groups.keySet().stream()).toList();
    }

    /** @throws NeronetException (not found) that proposes the nearest names */
    public Cluster get(String name) {
        var cluster = byName.get(name);
        if (cluster == null) {
            throw unknown(name, byName.keySet());
        }
        return cluster;
    }

    /** The fault (not found) of a name that is none of the known. */
    public NeronetException unknown(String name, Collection<String> known) {
        return new NeronetException(
                ExitCode.NOT_FOUND,
                "no cluster '" + name + "'" + Suggestion.text(name, known) + " (known: " + String.join(", ", known)
                        + ")",
                "neroman cluster list, or: neroman cluster add " + name + " ADDRESS --type slurm");
    }
}
