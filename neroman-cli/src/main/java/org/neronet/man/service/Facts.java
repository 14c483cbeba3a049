package org.neronet.man.service;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.man.report.Difference;

/** Named texts of one side of a comparison, in the order in which they are shown. */
final class Facts {
    private final Map<String, String> all = new LinkedHashMap<>();

    Facts with(String name, Object value) {
        var text = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (text != null && !text.toString().isEmpty()) {
            all.put(name, text.toString());
        }
        return this;
    }

    /** Each member on its own; what is nested is shown as JSON. */
    Facts withAll(String prefix, JsonObject object) {
        object.asMap()
                .forEach((name, value) -> with(
                        prefix + name,
                        value == null || value instanceof String || value instanceof Number || value instanceof Boolean
                                ? value
                                : Json.write(value)));
        return this;
    }

    List<Difference> against(Facts other) {
        var names = new LinkedHashSet<>(all.keySet());
        names.addAll(other.all.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(all.get(name), other.all.get(name)))
                .map(name -> new Difference(
                        name, Optional.ofNullable(all.get(name)), Optional.ofNullable(other.all.get(name))))
                .toList();
    }
}
