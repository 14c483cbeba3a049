package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads tables as fastai, skorch, spaCy, DEAP and scikit-learn print them: a line of names that begins with the epoch or
 * the like, perhaps a line of dashes, then a number below each name.
 */
final class ColumnTableLines implements LineReader {
    private static final Set<String> FIRST =
            Set.of("epoch", "iter", "iteration", "step", "e", "gen", "generation", "round", "episode", "update");

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
        if (end - start > 10 || !FIRST.contains(line.substring(start, end).toLowerCase(Locale.ROOT))) {
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

    /** A row that has another number of cells ends the table. */
    private Optional<List<Reading>> row(String line) {
        var cells = CELL.split(line);
        if (cells.length != names.size() || !NumberText.isNumber(cells[0], 0, cells[0].length())) {
            names = List.of();
            return Optional.empty();
        }
        double place = NumberText.value(cells[0], 0, cells[0].length());
        context.step(place);
        var readings = new ArrayList<Reading>();
        for (int i = 1; i < cells.length; i++) {
            int end = NumberText.end(cells[i], 0, cells[i].length());
            if (end > 0 && (end == cells[i].length() || Units.isUnit(cells[i], end, cells[i].length()))) {
                readings.add(
                        new Reading.Value(names.get(i), OptionalDouble.of(place), NumberText.value(cells[i], 0, end)));
            }
        }
        return Optional.of(readings);
    }
}
