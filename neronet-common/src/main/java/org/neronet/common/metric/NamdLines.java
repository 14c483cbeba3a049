package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@link NamdReader} remembers of one stream: the columns. */
final class NamdLines implements LineReader {
    private static final String TITLE = "ETITLE:";
    private static final String ENERGY = "ENERGY:";

    private Optional<Columns> columns = Optional.empty();

    @Override
    public int wants() {
        return LineTraits.LETTER_FIRST;
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        if (line.isEmpty() || line.charAt(0) != 'E') {
            return Optional.empty();
        }
        if (line.startsWith(TITLE)) {
            var names = Scan.words(line.substring(TITLE.length()));
            columns = LammpsNames.areNames(names) && names.get(0).equals("TS")
                    ? Optional.of(Columns.of(names))
                    : Optional.empty();
            return columns.map(known -> List.of());
        }
        return line.startsWith(ENERGY) ? columns.map(known -> row(line, known)) : Optional.empty();
    }

    /** Columns that ran into each other because a number was too wide cannot be told apart: such a row says nothing. */
    private static List<Reading> row(String line, Columns columns) {
        var cells = Cells.numbers(Scan.words(line.substring(ENERGY.length())));
        return cells.size() == columns.count() ? columns.readings(cells, OptionalDouble.empty()) : List.of();
    }
}
