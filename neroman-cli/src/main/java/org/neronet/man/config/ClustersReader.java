package org.neronet.man.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neronet.man.config.YamlValue.Mapping;

/** Reads the whole of {@code clusters.yaml}. */
final class ClustersReader {
    static final Set<String> KEYS = Set.of("default_cluster", "clusters", "groups");

    private ClustersReader() {}

    static Clusters read(YamlSource source) {
        var problems = new Problems(source);
        var root = source.root(problems);
        var clusters = root.map(found -> read(found, problems));
        problems.throwIfAny();
        return clusters.orElseGet(() -> new Clusters(Optional.empty(), Map.of()));
    }

    private static Clusters read(Mapping root, Problems problems) {
        var fields = new YamlFields(root, problems);
        fields.allowOnly(KEYS);
        fields.map("groups");
        var byName = new LinkedHashMap<String, Cluster>();
        var mapping = fields.map("clusters");
        mapping.ifPresent(m ->
                m.entries().forEach(e -> new ClusterReader(problems).read(e).ifPresent(c -> byName.put(c.name(), c))));
        var defaultCluster = fields.text("default_cluster");
        if (defaultCluster.isPresent() && !isNamed(defaultCluster.get(), mapping)) {
            var near = Suggestion.text(defaultCluster.get(), byName.keySet());
            var message = "default_cluster: no cluster '" + defaultCluster.get() + "'" + near;
            problems.add(fields.start("default_cluster"), message, "name one that stands under 'clusters:', or local");
        }
        return new Clusters(defaultCluster, byName);
    }

    private static boolean isNamed(String name, Optional<Mapping> clusters) {
        return name.equals(Cluster.LOCAL)
                || clusters.flatMap(m -> m.entry(name)).isPresent();
    }
}
