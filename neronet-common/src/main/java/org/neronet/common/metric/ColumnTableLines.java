package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads tables as fastai, skorch, spaCy, DEAP and scikit-learn print them: a line of names that begins with the epoch or
 * the like, perhaps a line of dashes, then a number below each name.
 */
final class ColumnTableLines implements LineReader {
    private static final WordList FIRST =
            new WordList("epoch iter iteration step e gen generation round episode update");

    private static final Pattern GAP = Pattern.compile("\t *+|  ++");
    private static final Pattern CELL = Pattern.compile("[ \t]++");
    private static final int MAX_COLUMNS = 200;
    private static final int MAX_HEADER = 4_000;

    private final StreamContext context;
    private List<String> names = List.of();

    ColumnTableLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return names.isEmpty() ? LineTraits.LETTER_FIRST | LineTraits.BLANK_FIRST : LineTraits.ANY;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int length = line.length();
        int start = Blanks.skip(line, 0, length);
        if (start == length || length > MAX_HEADER) {
            return Optional.empty();
        }
        char first = line.charAt(start);
        if (!names.isEmpty() && NumberText.isDigit(first)) {
            return row(line.substring(start));
        }
        if (!names.isEmpty() && first == '-' && isRule(line)) {
            return Optional.of(List.of());
        }
        names = NameText.isStart(first) ? header(line, start) : List.of();
        return names.isEmpty() ? Optional.empty() : Optional.of(List.of());
    }

    private static boolean isRule(String line) {
        return line.chars().allMatch(c -> c == '-' || c == ' ' || c == '+');
    }

    private static List<String> header(String line, int start) {
        int end = NameText.end(line, start, line.length());
        if (end == line.length() || !Blanks.isBlank(line.charAt(end)) || !FIRST.contains(line, start, end)) {
            return List.of();
        }
        var cells = List.of(GAP.split(line.strip()));
        boolean named = cells.size() > 1
                && cells.size() <= MAX_COLUMNS
                && cells.get(0).length() == end - start
                && cells.stream().allMatch(ColumnTableLines::isName);
        return named ? cells : List.of();
    }

    private static boolean isName(String cell) {
        boolean words = NameText.isStart(cell.isEmpty() ? ' ' : cell.charAt(0)) || cell.equals("#");
        return words && cell.length() <= 40 && cell.chars().noneMatch(c -> ":=,;(){}\"'".indexOf(c) >= 0);
    }

    /** A row that has another number of cells ends the table; YOLO puts a bar behind its rows. */
    private Optional<List<Reading>> row(String line) {
        int bar = line.indexOf(": ");
        var cells = CELL.split(bar > 0 && line.indexOf("%|", bar) > 0 ? line.substring(0, bar) : line);
        var count = new CountText(line);
        if (cells.length != names.size() || !count.read(0)) {
            names = List.of();
            return Optional.empty();
        }
        context.step(count.value());
        var readings = new ArrayList<Reading>();
        if (count.total() > 0 && count.value() <= count.total()) {
            context.counted();
            readings.add(new Reading.Progress((long) count.value(), count.total()));
        }
        for (int i = 1; i < cells.length; i++) {
            cell(names.get(i), cells[i], count.value()).ifPresent(readings::add);
        }
        return Optional.of(readings);
    }

    private static Optional<Reading> cell(String name, String cell, double place) {
        int end = NumberText.end(cell, 0, cell.length());
        boolean number = end > 0 && (end == cell.length() || Units.isUnit(cell, end, cell.length()));
        return number
                ? Optional.of(new Reading.Value(name, OptionalDouble.of(place), NumberText.value(cell, 0, end)))
                : Optional.empty();
    }
}
