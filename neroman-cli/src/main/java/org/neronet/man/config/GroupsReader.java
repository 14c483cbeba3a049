package org.neronet.man.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Reads {@code groups:}: names for several clusters. */
final class GroupsReader {
    private final Problems problems;
    private final Set<String> clusters;
    private final Set<String> names;

    /**
     * @param clusters the names of all clusters, of those with faults too
     * @param names of all groups
     */
    GroupsReader(Problems problems, Set<String> clusters, Set<String> names) {
        this.problems = problems;
        this.clusters = clusters;
        this.names = names;
    }

    /** The members of each group in the order of the file. */
    Map<String, List<String>> read(List<Entry> groups) {
        var all = new LinkedHashMap<String, List<String>>();
        for (var group : groups) {
            checkName(group);
            all.put(group.name(), members(group));
        }
        return all;
    }

    private void checkName(Entry group) {
        var name = group.name();
        var fault = ClusterReader.nameFault(name);
        fault.ifPresent(text -> problems.add(group.key().start(), text, "choose another name"));
        if (clusters.contains(name)) {
            problems.add(group.key().start(), "the group '" + name + "' has a cluster's name", "choose another name");
        }
    }

    private List<String> members(Entry group) {
        if (!(group.value() instanceof Sequence list)) {
            var message = "the group '" + group.name() + "' must be a list of clusters, not "
                    + group.value().kind();
            problems.add(group.value().start(), message, example(group));
            return List.of();
        }
        if (list.items().isEmpty()) {
            problems.add(list.start(), "the group '" + group.name() + "' has no member", example(group));
        }
        var members = new ArrayList<String>();
        list.items().forEach(item -> add(item, group, members));
        return List.copyOf(members);
    }

    private void add(YamlValue item, Entry group, List<String> members) {
        if (!(item instanceof Scalar member)) {
            var message = "a member of the group '" + group.name() + "' must be a cluster, not " + item.kind();
            problems.add(item.start(), message, example(group));
        } else if (members.contains(member.text())) {
            var message = "'" + member.text() + "' is in the group '" + group.name() + "' twice";
            problems.add(item.start(), message, "write it once");
        } else if (!clusters.contains(member.text())) {
            problems.add(item.start(), unknown(member.text(), group), "name what stands under 'clusters:', or local");
        } else {
            members.add(member.text());
        }
    }

    private String unknown(String member, Entry group) {
        var what = names.contains(member)
                ? "'" + member + "' is a group, and a group has clusters only"
                : "no cluster '" + member + "'" + Suggestion.text(member, clusters);
        return "group '" + group.name() + "': " + what;
    }

    private String example(Entry group) {
        return group.name() + ": ["
                + String.join(", ", clusters.stream().limit(2).toList()) + "]";
    }
}
