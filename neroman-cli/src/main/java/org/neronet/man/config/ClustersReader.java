package org.neronet.man.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.man.config.YamlValue.Entry;
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
        var byName = new LinkedHashMap<String, Cluster>();
        var mapping = fields.map("clusters");
        mapping.ifPresent(m ->
                m.entries().forEach(e -> new ClusterReader(problems).read(e).ifPresent(c -> byName.put(c.name(), c))));
        var names = names(mapping);
        var groups = fields.map("groups").map(Mapping::entries).orElse(List.of());
        var groupNames = groups.stream().map(Entry::name).collect(Collectors.toSet());
        var members = new GroupsReader(problems, names, groupNames).read(groups);
        var defaultCluster = fields.text("default_cluster");
        var places = Stream.of(names, groupNames, Set.of(Clusters.ANY))
                .flatMap(Set::stream)
                .toList();
        if (defaultCluster.isPresent() && !places.contains(defaultCluster.get())) {
            var near = Suggestion.text(defaultCluster.get(), places);
            var message = "default_cluster: no cluster '" + defaultCluster.get() + "'" + near;
            problems.add(fields.start("default_cluster"), message, "name one that stands under 'clusters:', or local");
        }
        return new Clusters(defaultCluster, byName, members);
    }

    /** Of all clusters, so that one with a fault of its own is not called unknown as well. */
    private static Set<String> names(Optional<Mapping> clusters) {
        var names = new LinkedHashSet<String>();
        clusters.ifPresent(m -> m.entries().forEach(entry -> names.add(entry.name())));
        names.add(Cluster.LOCAL);
        return names;
    }
}
