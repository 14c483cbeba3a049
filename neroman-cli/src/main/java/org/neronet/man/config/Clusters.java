package org.neronet.man.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/**
 * The known clusters by name, {@code local} always among them, and the one that is meant when none is named.
 *
 * @param byName in the order of the file
 */
public record Clusters(Optional<String> defaultCluster, Map<String, Cluster> byName) {
    public Clusters {
        var all = new LinkedHashMap<>(byName);
        all.putIfAbsent(Cluster.LOCAL, Cluster.local());
        byName = Collections.unmodifiableMap(all);
    }

    /** @throws NeronetException (not found) that proposes the nearest names */
    public Cluster get(String name) {
        var cluster = byName.get(name);
        if (cluster == null) {
            var nearest = Suggestion.text(name, byName.keySet());
            throw new NeronetException(
                    ExitCode.NOT_FOUND,
                    "no cluster '" + name + "'" + nearest + " (known: " + String.join(", ", byName.keySet()) + ")",
                    "neroman cluster list, or: neroman cluster add " + name + " ADDRESS --type slurm");
        }
        return cluster;
    }
}
