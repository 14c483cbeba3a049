package org.neronet.man.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.neronet.common.process.ShellWords;

/** A command as it could be typed, quoted only where that is needed. */
public final class ShellLine {
    private static final Pattern ORDINARY = Pattern.compile("[A-Za-z0-9_./=:,@%+-]+");

    private ShellLine() {}

    public static String of(List<String> argv) {
        return argv.stream().map(ShellLine::word).collect(Collectors.joining(" "));
    }

    private static String word(String word) {
        if (ORDINARY.matcher(word).matches()) {
            return word;
        }
        return Printable.line(word).equals(word) ? ShellWords.quote(word) : escaped(word);
    }

    /** As in bash, zsh and POSIX of 2024, because a terminal must not get such characters as they are. */
    private static String escaped(String word) {
        return "$'" + word.codePoints().mapToObj(ShellLine::escaped).collect(Collectors.joining()) + "'";
    }

    private static String escaped(int c) {
        var text = Character.toString(c);
        if (c == '\\' || c == '\'') {
            return "\\" + text;
        }
        var shown = Printable.line(text);
        if (shown.equals(text) || c == '\n' || c == '\t') {
            return shown;
        }
        var bytes = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.append(String.format("\\x%02x", each));
        }
        return bytes.toString();
    }
}
