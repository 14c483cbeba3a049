package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Takes the rows of the tables that a user described. Works as {@link TableSpec} says. */
final class TableLines implements LineReader {
    /** Lines that may stand between the row of names and the first row of numbers. */
    private static final int MAX_BETWEEN = 20;

    private final TableSpec spec;
    private final StreamContext context;
    private final Optional<UserPattern> start;
    private final Optional<UserPattern> end;
    private Optional<Columns> open = Optional.empty();
    private String heading = "";
    private int patience;

    TableLines(TableSpec spec, StreamContext context) {
        this.spec = spec;
        this.context = context;
        this.start = spec.start().map(UserPattern::new);
        this.end = spec.end().map(UserPattern::new);
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        return open.isPresent() ? inside(line, open.get()) : outside(line);
    }

    @Override
    public Optional<String> warning() {
        return start.flatMap(UserPattern::warning).or(() -> end.flatMap(UserPattern::warning));
    }

    private Optional<List<Reading>> inside(String line, Columns columns) {
        if (isIn(end, line)) {
            close();
            return Optional.of(List.of());
        }
        var row = row(line, columns);
        if (row.isPresent()) {
            return row;
        }
        if (end.isEmpty() && !(Cells.isRule(line) && !line.isBlank()) || isIn(start, line)) {
            close();
            return outside(line);
        }
        return Optional.empty();
    }

    private Optional<List<Reading>> outside(String line) {
        if (isIn(start, line)) {
            expect(line);
            return Optional.of(List.of());
        }
        if (start.isPresent() && --patience < 0 || Cells.isRule(line)) {
            return Optional.empty();
        }
        open = opened(line);
        if (open.isPresent()) {
            return row(line, open.get());
        }
        heading = line;
        return Optional.empty();
    }

    private void close() {
        open = Optional.empty();
        heading = "";
        patience = 0;
    }

    private void expect(String line) {
        heading = line;
        patience = MAX_BETWEEN;
    }

    /** The columns that the row of names above gives to a row of numbers; empty when they do not fit. */
    private Optional<Columns> opened(String line) {
        int least = start.isPresent() ? 1 : 2;
        return heading.isBlank()
                ? Optional.empty()
                : List.of(Cells.of(heading), Cells.wide(heading)).stream()
                        .filter(names -> names.size() >= least && areNames(names))
                        .map(this::columns)
                        .filter(columns -> row(line, columns).isPresent())
                        .findFirst();
    }

    private Columns columns(List<String> names) {
        return spec.step().map(step -> new Columns(names, names.indexOf(step))).orElseGet(() -> Columns.of(names));
    }

    /** A row has a cell for each column, and half of them are numbers, so that prose is none. */
    private Optional<List<Reading>> row(String line, Columns columns) {
        var cells = Cells.numbers(Cells.of(line));
        long numbers = cells.stream().filter(OptionalDouble::isPresent).count();
        return cells.size() == columns.count() && numbers > 0 && 2 * numbers >= cells.size()
                ? Optional.of(columns.readings(cells, context.step()))
                : Optional.empty();
    }

    private static boolean areNames(List<String> cells) {
        return cells.size() <= Columns.MAX
                && cells.stream().allMatch(cell -> ProgramNumber.of(cell).isEmpty());
    }

    private static boolean isIn(Optional<UserPattern> pattern, String line) {
        return pattern.isPresent() && pattern.get().isIn(line);
    }
}
