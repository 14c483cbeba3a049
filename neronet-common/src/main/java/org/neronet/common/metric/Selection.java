package org.neronet.common.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which metrics of a source are wanted, and under which names.
 *
 * @param only the names to keep, as the source has them or as renamed; empty for all
 * @param rename from the source's name to the name wanted
 */
public record Selection(Set<String> only, Map<String, String> rename) {
    /** Everything as it is. */
    public static final Selection ALL = new Selection(Set.of(), Map.of());

    public Selection {
        only = Set.copyOf(only);
        rename = Map.copyOf(rename);
    }

    /** Only these names; empty for all. */
    public static Selection of(List<String> declared) {
        return new Selection(Set.copyOf(declared), Map.of());
    }

    /** Whether a metric of the source is wanted. */
    public boolean keeps(String name) {
        return only.isEmpty() || only.contains(name) || only.contains(name(name));
    }

    /** What a metric of the source is called. */
    public String name(String name) {
        return rename.getOrDefault(name, name);
    }
}
