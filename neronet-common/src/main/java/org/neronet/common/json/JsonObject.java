package org.neronet.common.json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** An immutable JSON object with typed access; a missing or wrong value is a {@link JsonException} that names its key. */
public final class JsonObject {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, Object> fields;

    JsonObject(Map<String, Object> fields) {
        this.fields = Collections.unmodifiableMap(fields);
    }

    /** The object without fields, from which others are built by {@link #with}. */
    public static JsonObject empty() {
        return EMPTY;
    }

    public static JsonObject of(String key, Object value) {
        return EMPTY.with(key, value);
    }

    /** An object with the entries of a map, in its order. */
    public static JsonObject ofMap(Map<String, ?> map) {
        return new JsonObject(new LinkedHashMap<>(map));
    }

    /** A copy with one field more; an empty {@code Optional} adds nothing, an {@code Instant} becomes ISO-8601. */
    public JsonObject with(String key, Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(v -> with(key, v)).orElse(this);
        }
        var copy = new LinkedHashMap<>(fields);
        copy.put(key, value instanceof Instant instant ? instant.toString() : value);
        return new JsonObject(copy);
    }

    public Map<String, Object> asMap() {
        return fields;
    }

    public boolean has(String key) {
        return fields.get(key) != null;
    }

    public String string(String key) {
        return need(key, String.class);
    }

    public Optional<String> optionalString(String key) {
        return has(key) ? Optional.of(string(key)) : Optional.empty();
    }

    public boolean bool(String key) {
        return need(key, Boolean.class);
    }

    public long integer(String key) {
        return need(key, Long.class);
    }

    public Optional<Long> optionalInteger(String key) {
        return has(key) ? Optional.of(integer(key)) : Optional.empty();
    }

    /** A number, of which NaN and the infinities arrive as strings. */
    public double number(String key) {
        var value = fields.get(key);
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if ("NaN".equals(value) || "Infinity".equals(value) || "-Infinity".equals(value)) {
            return Double.parseDouble((String) value);
        }
        throw new JsonException("expected a number as '" + key + "'");
    }

    public Instant instant(String key) {
        try {
            return Instant.parse(string(key));
        } catch (java.time.format.DateTimeParseException e) {
            throw new JsonException("expected a time as '" + key + "'");
        }
    }

    public Optional<Instant> optionalInstant(String key) {
        return has(key) ? Optional.of(instant(key)) : Optional.empty();
    }

    public JsonObject object(String key) {
        return need(key, JsonObject.class);
    }

    public Optional<JsonObject> optionalObject(String key) {
        return has(key) ? Optional.of(object(key)) : Optional.empty();
    }

    /** A list whose items are all strings; missing means empty. */
    public List<String> strings(String key) {
        return items(key, String.class, Function.identity());
    }

    /** A list of objects, each turned into a {@code T}; missing means empty. */
    public <T> List<T> objects(String key, Function<JsonObject, T> reader) {
        return items(key, JsonObject.class, reader);
    }

    /** An object whose values are all strings; missing means empty. */
    public Map<String, String> stringMap(String key) {
        var map = new LinkedHashMap<String, String>();
        optionalObject(key).ifPresent(o -> o.fields.keySet().forEach(k -> map.put(k, o.string(k))));
        return map;
    }

    private <S, T> List<T> items(String key, Class<S> type, Function<S, T> reader) {
        if (!has(key)) {
            return List.of();
        }
        var items = new ArrayList<T>();
        for (var item : need(key, List.class)) {
            if (!type.isInstance(item)) {
                throw new JsonException("unexpected item in '" + key + "'");
            }
            items.add(reader.apply(type.cast(item)));
        }
        return items;
    }

    private <T> T need(String key, Class<T> type) {
        var value = fields.get(key);
        if (!type.isInstance(value)) {
            throw new JsonException("expected " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT) + " as '"
                    + key + "'" + (value == null ? ", found nothing" : ""));
        }
        return type.cast(value);
    }

    @Override
    public String toString() {
        return Json.write(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }
}
