package org.neronet.man.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neronet.man.config.YamlValue.Scalar;

/** One combination: a value for each parameter, in file order. */
public record Point(Map<String, Scalar> values) {
    public Point {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The values as they were written. */
    public Map<String, String> texts() {
        var texts = new LinkedHashMap<String, String>();
        values.forEach((name, scalar) -> texts.put(name, scalar.text()));
        return texts;
    }

    /** The values with the types that YAML gives them. */
    public Map<String, Object> typed() {
        var typed = new LinkedHashMap<String, Object>();
        values.forEach((name, scalar) -> typed.put(name, scalar.value()));
        return typed;
    }
}
