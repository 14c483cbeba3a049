package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a file seems to be, by its path and its beginning. */
final class Head {
    private final String path;
    private final String text;

    Head(String path, byte[] bytes) {
        this.path = path.toLowerCase(Locale.ROOT);
        var decoded = new String(bytes, 0, Math.min(bytes.length, FileMetricReader.HEAD), StandardCharsets.UTF_8);
        this.text = decoded.startsWith("\ufeff") ? decoded.substring(1) : decoded;
    }

    boolean isNamed(String ending) {
        return path.endsWith(ending);
    }

    boolean has(Pattern pattern) {
        return pattern.matcher(text).find();
    }

    boolean contains(String part) {
        return text.contains(part);
    }

    /** Whether the line's end is in sight. */
    boolean hasLine() {
        return text.stripLeading().indexOf('\n') >= 0;
    }

    /** The first line that is not blank, as far as it is in sight. */
    String line() {
        return line(0);
    }

    /** The line so many behind the first that is not blank; empty when there is none. */
    String line(int index) {
        return text.stripLeading().lines().skip(index).findFirst().orElse("").strip();
    }

    /** Text without control characters other than those of lines. */
    boolean isText() {
        return text.chars().noneMatch(c -> c < 0x20 && "\t\r\n\f\b\u001b".indexOf(c) < 0);
    }

    /** A heading of names over a row that is mostly numbers, both parted by this. */
    boolean isTable(char delimiter) {
        var names = CellSplitter.split(line(), delimiter);
        boolean heading = names.size() > 1
                && names.stream().noneMatch(name -> NumberText.isNumber(name, 0, name.length()))
                && names.stream().filter(String::isEmpty).count() <= 1;
        var cells = CellSplitter.split(line(1), delimiter);
        long filled = cells.stream().filter(cell -> !cell.isEmpty()).count();
        long numbers = cells.stream()
                .filter(cell -> NumberText.isNumber(cell, 0, cell.length()))
                .count();
        return heading && isText() && cells.size() == names.size() && 2 * numbers > filled;
    }
}
