package org.neronet.man.config;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes texts so that YAML reads the very same ones back, plain where nobody can take them for something else. */
public final class YamlText {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./-]*");
    private static final Set<String> TAKEN = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private YamlText() {}

    /** A value, which reads back as that text; what looks like a number stays one. */
    public static String value(String text) {
        return NUMBER.matcher(text).matches() ? text : word(text);
    }

    /** A text, never a number. */
    public static String word(String text) {
        boolean taken = TAKEN.contains(text.toLowerCase(java.util.Locale.ROOT));
        return WORD.matcher(text).matches() && !taken ? text : quoted(text);
    }

    /** In double quotes, on one line, with everything escaped that is not plainly visible. */
    public static String quoted(String text) {
        return '"' + text.codePoints().mapToObj(YamlText::escaped).collect(Collectors.joining()) + '"';
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> isVisible(c) ? Character.toString(c) : number(c);
        };
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String number(int c) {
        return c > 0xffff ? String.format("\\U%08x", c) : String.format(c > 0xff ? "\\u%04x" : "\\x%02x", c);
    }
}
