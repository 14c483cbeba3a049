package org.neronet.common.json;

import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON (RFC 8259) as plain values: {@link JsonObject}, {@code List}, {@code String}, {@code Long},
 * {@code Double}, {@code Boolean} and {@code null}. Numbers that JSON cannot hold are written as the strings
 * {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}; {@link JsonObject#number} reads them back.
 */
public final class Json {
    private Json() {}

    /** Parses one value; anything but white space behind it is an error. */
    public static Object parse(String text) {
        return new JsonReader(text).document();
    }

    /** Parses text that must be an object. */
    public static JsonObject parseObject(String text) {
        if (parse(text) instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("expected a JSON object");
    }

    /** Writes a value on one line. */
    public static String write(Object value) {
        var out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        if (value instanceof JsonObject object) {
            appendMap(out, object.asMap());
        } else if (value instanceof Map<?, ?> map) {
            appendMap(out, map);
        } else if (value instanceof List<?> list) {
            appendList(out, list);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            appendString(out, number.toString());
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            appendString(out, value.toString());
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        var separator = "";
        for (var entry : map.entrySet()) {
            out.append(separator);
            appendString(out, entry.getKey().toString());
            out.append(':');
            append(out, entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void appendList(StringBuilder out, List<?> list) {
        out.append('[');
        var separator = "";
        for (var item : list) {
            out.append(separator);
            append(out, item);
            separator = ",";
        }
        out.append(']');
    }

    private static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            appendChar(out, text.charAt(i));
        }
        out.append('"');
    }

    private static void appendChar(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                // Lone surrogates would not survive UTF-8, the separators break JavaScript readers.
                if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
