package org.neronet.common.metric;

/**
 * Walks through JSON text and tells the numbers in it, without building anything: a big file costs no memory beside its
 * text. Takes {@code NaN} and {@code Infinity} as Python writes them.
 */
final class JsonWalk {
    /** Hears what is in the text, in order. */
    interface Visitor {
        /**
         * @param path the keys that lead there, joined by {@code /}
         * @param inList whether a list holds it directly
         */
        void number(String path, boolean inList, double value);

        default void text(String path, String value) {}

        /** An object is over. */
        default void endObject(String path, boolean inList) {}
    }

    private static final int MAX_DEPTH = 100;
    private static final int MAX_PATH = 1000;

    private final String text;
    private final Visitor visitor;
    private int at;
    private int depth;

    private JsonWalk(String text, Visitor visitor) {
        this.text = text;
        this.visitor = visitor;
    }

    /** Whether the text was one whole JSON object; what was told before the fault is to be forgotten otherwise. */
    static boolean walk(String text, Visitor visitor) {
        var walk = new JsonWalk(text, visitor);
        walk.skipBlanks();
        boolean whole = walk.peek() == '{' && walk.value("", false);
        walk.skipBlanks();
        return whole && walk.at == text.length();
    }

    private boolean value(String path, boolean inList) {
        skipBlanks();
        return switch (peek()) {
            case '{' -> nested(path, inList, '}');
            case '[' -> nested(path, inList, ']');
            case '"' -> string(path);
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> text.startsWith("nan", at) ? number(path, inList) : word("null");
            default -> number(path, inList);
        };
    }

    private boolean nested(String path, boolean inList, char close) {
        if (++depth > MAX_DEPTH) {
            return false;
        }
        at++;
        skipBlanks();
        boolean sound = peek() == close || items(path, close == ']');
        skipBlanks();
        sound = sound && next(close);
        depth--;
        if (sound && close == '}') {
            visitor.endObject(path, inList);
        }
        return sound;
    }

    private boolean items(String path, boolean list) {
        do {
            skipBlanks();
            boolean sound = list ? value(path, true) : member(path);
            if (!sound) {
                return false;
            }
            skipBlanks();
        } while (next(','));
        return true;
    }

    private boolean member(String path) {
        var key = peek() == '"' ? quoted() : null;
        skipBlanks();
        return key != null && next(':') && value(join(path, key), false);
    }

    private static String join(String path, String key) {
        int length = Math.min(key.length(), Math.max(0, MAX_PATH - path.length()));
        return path.isEmpty() ? key.substring(0, length) : path + "/" + key.substring(0, length);
    }

    private boolean string(String path) {
        var value = quoted();
        if (value == null) {
            return false;
        }
        visitor.text(path, value);
        return true;
    }

    /** Behind the text in quotes, or null when it has no end. */
    private String quoted() {
        int from = ++at;
        var out = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return out.append(text, from, at++).toString();
            } else if (c == '\\') {
                out.append(text, from, at);
                at++;
                out.append(escaped());
                from = at + 1;
            }
        }
        return null;
    }

    /** The character that the escape stands for; leaves {@code at} on its last one. */
    private char escaped() {
        char c = peek();
        if (c == 'u' && at + 4 < text.length()) {
            int code = 0;
            for (int i = 1; i <= 4; i++) {
                code = code * 16 + Math.max(0, Character.digit(text.charAt(at + i), 16));
            }
            at += 4;
            return (char) code;
        }
        return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
    }

    private boolean number(String path, boolean inList) {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (!NumberText.isNumber(text, from, at)) {
            return false;
        }
        visitor.number(path, inList, NumberText.value(text, from, at));
        return true;
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        if (there) {
            at += word.length();
        }
        return there;
    }

    private boolean next(char wanted) {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
