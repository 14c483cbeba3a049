package org.neronet.man.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** What a YAML text says, without where and how it says it: to see that an edit changed one thing only. */
final class YamlTree {
    private YamlTree() {}

    /** One value with its text, since {@code 0.10} is not meant as {@code 0.1}. */
    private record Leaf(String text, Object value) {}

    /** Maps, lists and leaves; a map without entries is nothing at all. */
    static Object of(YamlValue value) {
        if (value instanceof Mapping mapping) {
            var map = new LinkedHashMap<String, Object>();
            mapping.entries().forEach(entry -> map.put(entry.name(), of(entry.value())));
            return map.isEmpty() ? null : map;
        } else if (value instanceof Sequence sequence) {
            return sequence.items().stream().map(YamlTree::wrapped).toList();
        }
        var scalar = (Scalar) value;
        return scalar.value() == null ? null : new Leaf(scalar.text(), scalar.value());
    }

    private static Object wrapped(YamlValue item) {
        var tree = of(item);
        return tree == null ? Map.of() : tree;
    }

    /** The tree with another value at that path; what is missing on the way is made. */
    static Object with(Object tree, List<String> path, Object value) {
        if (path.isEmpty()) {
            return value;
        }
        var map = copy(tree);
        map.put(path.get(0), with(map.get(path.get(0)), path.subList(1, path.size()), value));
        return map;
    }

    /** The tree without what stands at that path. */
    static Object without(Object tree, List<String> path) {
        var map = copy(tree);
        if (path.size() == 1) {
            map.remove(path.get(0));
        } else {
            map.put(path.get(0), without(map.get(path.get(0)), path.subList(1, path.size())));
        }
        return map.isEmpty() ? null : map;
    }

    private static Map<String, Object> copy(Object tree) {
        var map = new LinkedHashMap<String, Object>();
        if (tree instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> map.put(key.toString(), value));
        }
        return map;
    }
}
