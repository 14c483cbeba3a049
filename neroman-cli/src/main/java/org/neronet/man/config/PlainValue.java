package org.neronet.man.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neronet.common.json.JsonObject;
import org.neronet.man.config.YamlValue.Entry;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Turns YAML into what {@code Json} writes. */
public final class PlainValue {
    private PlainValue() {}

    /** The given keys of a block that are there. */
    public static JsonObject of(Map<String, Entry> keys, Iterable<String> wanted) {
        var plain = new LinkedHashMap<String, Object>();
        for (var key : wanted) {
            if (keys.containsKey(key)) {
                plain.put(key, of(keys.get(key).value()));
            }
        }
        return JsonObject.ofMap(plain);
    }

    /** A text, a number, a truth value, null, a list or a {@link JsonObject}. */
    public static Object of(YamlValue value) {
        if (value instanceof Scalar scalar) {
            return scalar.value();
        }
        if (value instanceof Sequence sequence) {
            var list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(of(item)));
            return list;
        }
        var map = new LinkedHashMap<String, Object>();
        ((Mapping) value).entries().forEach(entry -> map.put(entry.name(), of(entry.value())));
        return JsonObject.ofMap(map);
    }
}
