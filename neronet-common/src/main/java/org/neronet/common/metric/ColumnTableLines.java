package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads tables as fastai, skorch, spaCy, DEAP and scikit-learn print them: a line of names that begins with the epoch or
 * the like, perhaps a line of dashes, then a number below each name.
 */
final class ColumnTableLines implements LineReader {
    private static final WordList FIRST = new WordList(
            "epoch iter iteration step e gen generation round episode update inner_iter outer_iter time_iter");

    private static final WordList STEPS = new WordList("# iter iteration step global_step");
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
        return names.isEmpty() ? LineTraits.LETTER_FIRST | LineTraits.BLANK_FIRST | LineTraits.BAR : LineTraits.ANY;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int length = line.length();
        int start = Blanks.skip(line, 0, length);
        if (start == length || length > MAX_HEADER) {
            return Optional.empty();
        }
        char first = line.charAt(start);
        if (first == '|') {
            return barred(line);
        }
        if (!names.isEmpty() && NumberText.isDigit(first)) {
            return row(line.substring(start));
        }
        if (!names.isEmpty() && (first == '-' || first == '+') && isRule(line)) {
            return Optional.of(List.of());
        }
        if (first == '*' && !Cells.isRule(line)) {
            return Optional.empty();
        }
        names = NameText.isStart(first) ? header(line, start) : List.of();
        return taken();
    }

    private Optional<List<Reading>> taken() {
        return names.isEmpty() ? Optional.empty() : Optional.of(List.of());
    }

    private static boolean isRule(String line) {
        return line.chars().allMatch(c -> "-= +|:".indexOf(c) >= 0);
    }

    /** {@code | Epoch | Loss |}, a rule, and rows of the like; MATLAB's names go over several lines. */
    private Optional<List<Reading>> barred(String line) {
        if (isRule(line)) {
            return taken();
        }
        var cells = Cells.of(line);
        if (!names.isEmpty() && cells.size() == names.size()) {
            if (!cells.get(0).isEmpty()) {
                return row(cells, cells.get(0));
            }
            var below = names;
            names = IntStream.range(0, cells.size())
                    .mapToObj(i -> (below.get(i) + " " + cells.get(i)).strip())
                    .toList();
            return Optional.of(List.of());
        }
        names = isHeader(cells) && FIRST.contains(cells.get(0)) ? cells : List.of();
        return taken();
    }

    private static List<String> header(String line, int start) {
        int end = NameText.end(line, start, line.length());
        if (end == line.length() || !Blanks.isBlank(line.charAt(end)) || !FIRST.contains(line, start, end)) {
            return List.of();
        }
        var cells = List.of(GAP.split(line.strip()));
        if (!isHeader(cells) || cells.get(0).length() != end - start) {
            return List.of();
        }
        // Fluent prints how many iterations are left without a name.
        boolean unnamed = cells.get(cells.size() - 1).equals("time/iter");
        return unnamed ? Stream.concat(cells.stream(), Stream.of("")).toList() : cells;
    }

    private static boolean isHeader(List<String> cells) {
        return cells.size() > 1 && cells.size() <= MAX_COLUMNS && cells.stream().allMatch(ColumnTableLines::isName);
    }

    private static boolean isName(String cell) {
        boolean words = NameText.isStart(cell.isEmpty() ? ' ' : cell.charAt(0)) || cell.equals("#");
        if (cell.startsWith("[") && cell.endsWith("]")) {
            return cell.length() < 10;
        }
        return words && cell.length() <= 40 && cell.chars().noneMatch(c -> ":=,;(){}\"'".indexOf(c) >= 0);
    }

    /** YOLO puts a bar behind its rows. */
    private Optional<List<Reading>> row(String line) {
        int bar = line.indexOf(": ");
        return row(List.of(CELL.split(bar > 0 && line.indexOf("%|", bar) > 0 ? line.substring(0, bar) : line)), line);
    }

    /** A row that has another number of cells ends the table. */
    private Optional<List<Reading>> row(List<String> cells, String line) {
        var count = new CountText(line);
        if (cells.size() != names.size() || !count.read(0)) {
            names = List.of();
            return Optional.empty();
        }
        context.step(count.value());
        var readings = new ArrayList<Reading>();
        if (count.total() > 0 && count.value() <= count.total()) {
            context.counted();
            readings.add(new Reading.Progress((long) count.value(), count.total()));
        }
        int step = stepColumn();
        var place = step == 0 ? OptionalDouble.of(count.value()) : ProgramNumber.of(cells.get(step));
        for (int i = 1; i < cells.size(); i++) {
            if (i != step && !names.get(i).isEmpty() && !Words.isRemaining(names.get(i))) {
                cell(names.get(i), cells.get(i), place).ifPresent(readings::add);
            }
        }
        return Optional.of(readings);
    }

    /** Behind an epoch may stand a step, which differs from row to row. */
    private int stepColumn() {
        boolean epochs = StepWord.of(names.get(0), 0, names.get(0).length()) == StepWord.EPOCH
                || names.get(0).equals("E");
        return epochs && STEPS.contains(names.get(1)) ? 1 : 0;
    }

    private static Optional<Reading> cell(String name, String cell, OptionalDouble place) {
        int end = NumberText.end(cell, 0, cell.length());
        boolean number = end > 0 && (end == cell.length() || Units.isUnit(cell, end, cell.length()));
        var value = number ? OptionalDouble.of(NumberText.value(cell, 0, end)) : ProgramNumber.of(cell);
        return value.isPresent() ? Optional.of(new Reading.Value(name, place, value.getAsDouble())) : Optional.empty();
    }
}
