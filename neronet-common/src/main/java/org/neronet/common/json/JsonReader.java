package org.neronet.common.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A recursive-descent JSON parser with a depth limit. Fed by {@link Json}. */
final class JsonReader {
    private static final int MAX_DEPTH = 100;

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    Object document() {
        var value = value();
        skipSpace();
        if (at < text.length()) {
            throw fault("unexpected text behind the value");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        if (at >= text.length()) {
            throw fault("unexpected end");
        }
        return switch (text.charAt(at)) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object nested(java.util.function.Supplier<Object> part) {
        if (++depth > MAX_DEPTH) {
            throw fault("nested deeper than " + MAX_DEPTH);
        }
        at++;
        var value = part.get();
        depth--;
        return value;
    }

    private Object object() {
        var map = new LinkedHashMap<String, Object>();
        if (next('}')) {
            return new JsonObject(map);
        }
        do {
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '"') {
                throw fault("expected a key");
            }
            var key = string();
            if (!next(':')) {
                throw fault("expected ':'");
            }
            map.put(key, value());
        } while (next(','));
        if (!next('}')) {
            throw fault("expected ',' or '}'");
        }
        return new JsonObject(map);
    }

    private List<Object> array() {
        var list = new ArrayList<>();
        if (next(']')) {
            return list;
        }
        do {
            list.add(value());
        } while (next(','));
        if (!next(']')) {
            throw fault("expected ',' or ']'");
        }
        return list;
    }

    private String string() {
        var out = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw fault("control character in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw fault("string without an end");
    }

    private char escaped() {
        if (at >= text.length()) {
            throw fault("string without an end");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("unknown escape \\" + c);
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw fault("short \\u escape");
        }
        try {
            char c = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return c;
        } catch (NumberFormatException e) {
            throw fault("bad \\u escape");
        }
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        var digits = text.substring(start, at);
        if (!digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            throw fault("expected a value");
        }
        try {
            return digits.matches("-?\\d{1,18}") ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
        } catch (NumberFormatException e) {
            throw fault("bad number");
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw fault("expected a value");
        }
        at += word.length();
        return value;
    }

    private boolean next(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonException fault(String what) {
        return new JsonException(what + " at character " + at);
    }
}
