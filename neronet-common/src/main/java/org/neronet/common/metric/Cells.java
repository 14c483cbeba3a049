package org.neronet.common.metric;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Splits a line of a table into its cells. */
final class Cells {
    private static final Pattern BLANKS = Pattern.compile("[ \t]++");
    private static final Pattern WIDE_BLANKS = Pattern.compile("[ \t]{2,}+");

    private Cells() {}

    /** Parted by bars when there is one, else by tabs, else by commas, else by blanks. */
    static List<String> of(String line) {
        for (var separator : List.of("|", "\t", ",")) {
            if (line.contains(separator)) {
                return split(inner(line.strip(), separator), Pattern.compile(separator, Pattern.LITERAL));
            }
        }
        return split(line.strip(), BLANKS);
    }

    /** Parted by two blanks or more, for names such as {@code Train Loss}. */
    static List<String> wide(String line) {
        return split(line.strip(), WIDE_BLANKS);
    }

    static List<OptionalDouble> numbers(List<String> cells) {
        return cells.stream().map(ProgramNumber::of).toList();
    }

    /** Without a letter or digit, as the rules between the parts of a table. */
    static boolean isRule(String line) {
        return line.chars().noneMatch(Character::isLetterOrDigit);
    }

    /** Bars may stand around a row as well as between its cells. */
    private static String inner(String line, String separator) {
        if (!separator.equals("|")) {
            return line;
        }
        int from = line.startsWith("|") ? 1 : 0;
        int to = line.length() - (line.length() > 1 && line.endsWith("|") ? 1 : 0);
        return line.substring(from, to);
    }

    private static List<String> split(String text, Pattern separator) {
        return Arrays.stream(separator.split(text, Columns.MAX + 1))
                .map(String::strip)
                .toList();
    }
}
