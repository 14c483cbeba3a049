package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV or TSV file: a heading, then cells. Rows may be sparse; a row that repeats a name of the heading and
 * has no number is a new heading. Cells that are no numbers are passed over.
 */
final class Table implements LineReader {
    private static final int MAX_QUOTED = 1 << 20;

    private final Optional<String> step;
    private final Optional<Character> wanted;
    private final StringBuilder open = new StringBuilder();
    private char delimiter;
    private List<String> names = List.of();

    /**
     * @param step the column that is the x axis; empty for the first of the usual names
     * @param wanted what parts the cells; empty for what parts the heading into most
     */
    Table(Optional<String> step, Optional<Character> wanted) {
        this.step = step;
        this.wanted = wanted;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        // A cell in quotes may hold the end of a line.
        boolean closes = open.length() > 0 == CellSplitter.hasOddQuotes(line);
        if (!closes && open.length() + line.length() < MAX_QUOTED) {
            open.append(line).append('\n');
            return Optional.of(List.of());
        }
        var whole = open + line;
        open.setLength(0);
        return whole.isBlank() || whole.startsWith("#") ? Optional.of(List.of()) : Optional.of(row(whole));
    }

    private List<Reading> row(String line) {
        if (names.isEmpty()) {
            delimiter = wanted.orElseGet(() -> CellSplitter.delimiter(line));
            names = heading(CellSplitter.split(line, delimiter));
            return List.of();
        }
        var cells = CellSplitter.split(line, delimiter);
        if (isHeading(cells)) {
            names = heading(cells);
            return List.of();
        }
        var row = new NumberRow();
        for (int i = 0; i < Math.min(cells.size(), names.size()); i++) {
            add(row, names.get(i), cells.get(i));
        }
        return row.readings(step);
    }

    private void add(NumberRow row, String name, String cell) {
        // Where the semicolon parts the cells, the comma parts the number.
        var text = delimiter == ';' && cell.indexOf('.') < 0 ? cell.replace(',', '.') : cell;
        if (!name.isEmpty() && NumberText.isNumber(text, 0, text.length())) {
            row.add(name, NumberText.value(text, 0, text.length()));
        }
    }

    /** A file that begins with numbers has no names, so nothing in it can be told. */
    private static List<String> heading(List<String> cells) {
        var names = new ArrayList<String>(cells.size());
        for (var cell : cells) {
            names.add(NumberText.isNumber(cell, 0, cell.length()) ? "" : cell);
        }
        return names;
    }

    private boolean isHeading(List<String> cells) {
        var known = new HashSet<>(names);
        known.remove("");
        return cells.stream().anyMatch(known::contains)
                && cells.stream().noneMatch(cell -> NumberText.isNumber(cell, 0, cell.length()));
    }
}
