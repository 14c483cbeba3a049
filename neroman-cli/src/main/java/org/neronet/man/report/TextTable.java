package org.neronet.man.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns under their headings; cells are made printable, columns that stay empty are left out. */
public final class TextTable {
    private final List<String> headings;
    private final List<Boolean> right;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings a leading {@code >} sets that column to the right */
    public TextTable(List<String> headings) {
        this.right = headings.stream().map(heading -> heading.startsWith(">")).toList();
        this.headings =
                headings.stream().map(heading -> heading.replaceFirst("^>", "")).toList();
    }

    public TextTable add(List<String> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + headings.size() + " columns");
        }
        rows.add(cells.stream().map(Printable::line).toList());
        return this;
    }

    /** @param width longest line; what is longer is cut and ends in {@code ...} */
    public List<String> lines(int width) {
        var all = new ArrayList<List<String>>();
        all.add(headings.stream().map(Printable::line).toList());
        all.addAll(rows);
        var sizes = IntStream.range(0, headings.size()).map(this::sizeOf).toArray();
        return all.stream()
                .map(cells -> line(cells, sizes))
                .map(line -> cut(line, width))
                .toList();
    }

    private String line(List<String> cells, int[] sizes) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            if (sizes[column] > 0) {
                var blanks = " ".repeat(sizes[column] - length(cells.get(column)));
                line.append(line.isEmpty() ? "" : "  ");
                line.append(right.get(column) ? blanks + cells.get(column) : cells.get(column) + blanks);
            }
        }
        return line.toString().stripTrailing();
    }

    private int sizeOf(int column) {
        int size = rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
        return size == 0 ? 0 : Math.max(size, length(headings.get(column)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static String cut(String line, int width) {
        if (length(line) <= width || width < 4) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, width - 3)) + "...";
    }
}
