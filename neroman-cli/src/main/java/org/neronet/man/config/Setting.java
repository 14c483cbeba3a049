package org.neronet.man.config;

import java.util.Optional;
import org.neronet.common.json.Json;

/**
 * What is in force for one key.
 *
 * @param value as JSON knows values: a text, number, truth value, list or map
 */
public record Setting(String key, Optional<Object> value, Origin origin) {
    /** The value as a person would write it. */
    public String text() {
        return value.map(v -> v instanceof String text ? text : Json.write(v)).orElse("");
    }
}
