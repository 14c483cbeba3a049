package org.neronet.man.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.man.config.YamlValue.Mark;

/** Finds in a YAML text what would be changed on its way to the program, without a word. */
final class StrictText {
    /** Ends of lines in YAML 1.1, which SnakeYAML reads, and characters in 1.2. */
    private static final Pattern OTHER_BREAK = Pattern.compile("[\\x{85}\\x{2028}\\x{2029}]");

    private static final Map<String, String> ESCAPES = Map.of("\u0085", "\\N", "\u2028", "\\L", "\u2029", "\\P");

    private StrictText() {}

    static Optional<Problem> otherBreak(YamlSource source) {
        var found = OTHER_BREAK.matcher(source.text());
        if (!found.find()) {
            return Optional.empty();
        }
        var message = "U+%04X, with which some readers of YAML end the line and others do not";
        var fix = "remove it, or write %s between double quotes".formatted(ESCAPES.get(found.group()));
        return Optional.of(source.problem(
                place(source.text().substring(0, found.start())),
                message.formatted((int) found.group().charAt(0)),
                fix));
    }

    private static Mark place(String before) {
        var lines = before.split("\\R", -1);
        var last = lines[lines.length - 1];
        int column = last.codePointCount(0, last.length()) + 1;
        return new Mark(lines.length, column, before.codePointCount(0, before.length()));
    }

    /** Whether half of a pair stands alone, which no encoding of ours can carry. */
    static boolean hasHalfCharacter(String text) {
        return text.codePoints().anyMatch(code -> Character.getType(code) == Character.SURROGATE);
    }
}
