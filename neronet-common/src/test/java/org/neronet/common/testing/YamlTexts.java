package org.neronet.common.testing;

import java.util.Random;

/** Writes texts as YAML scalars, in any style that can hold them. */
public final class YamlTexts {
    private final Random random;

    public YamlTexts(Random random) {
        this.random = random;
    }

    /** A scalar that stands for exactly this text, in a list or map in one line. */
    public String write(String text) {
        if (text.matches("[-+.]?[0-9][0-9A-Za-z_.+-]*|yes|no|true") && random.nextBoolean()) {
            return text;
        }
        boolean single = text.codePoints().allMatch(YamlTexts::isOrdinary) && random.nextBoolean();
        return single ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
    }

    private String doubleQuoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(code -> {
            if (code == '"' || code == '\\') {
                quoted.append('\\').appendCodePoint(code);
            } else if (!isOrdinary(code) || random.nextInt(10) == 0) {
                quoted.append(escaped(code));
            } else {
                quoted.appendCodePoint(code);
            }
        });
        return quoted.append('"').toString();
    }

    private String escaped(int code) {
        if (code > 0xFFFF && random.nextBoolean()) {
            return "\\u%04X\\u%04X".formatted((int) Character.highSurrogate(code), (int) Character.lowSurrogate(code));
        } else if (code > 0xFFFF) {
            return "\\U%08X".formatted(code);
        } else if (code == '\n') {
            return "\\n";
        }
        return code < 0x100 && random.nextBoolean() ? "\\x%02X".formatted(code) : "\\u%04X".formatted(code);
    }

    /** Whether it may stand as it is: printable, and no end of a line in any version of YAML. */
    private static boolean isOrdinary(int code) {
        boolean control = code < 0x20 && code != '\t' || code >= 0x7F && code < 0xA0;
        return !control && code != 0x2028 && code != 0x2029 && code != 0xFFFE && code != 0xFFFF;
    }
}
