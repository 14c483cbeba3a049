package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@link GromacsReader} remembers of one stream. A block is: {@code Step} and {@code Time} over their values, the
 * heading of the energies, then rows of names over rows of values until a blank line. The averages have no step, so they
 * are no block.
 */
final class GromacsLines implements LineReader {
    private static final int WIDTH = 15;
    private static final String STEP = "           Step           Time";
    private static final String ENERGIES = "   Energies (kJ/mol)";

    private enum State {
        OUTSIDE,
        PLACE,
        PLACED,
        NAMES,
        VALUES
    }

    private State state = State.OUTSIDE;
    private OptionalDouble step = OptionalDouble.empty();
    private List<String> names = List.of();

    @Override
    public int wants() {
        return state == State.OUTSIDE ? LineTraits.BLANK_FIRST : LineTraits.ANY;
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        if (state == State.OUTSIDE && (line.length() < 2 * WIDTH || line.charAt(0) != ' ')) {
            return Optional.empty();
        }
        if (line.startsWith(STEP)) {
            state = State.PLACE;
            return Optional.of(List.of());
        }
        return switch (state) {
            case OUTSIDE -> Optional.empty();
            case PLACE -> place(line);
            case PLACED -> heading(line);
            case NAMES -> names(line);
            case VALUES -> values(line);
        };
    }

    private Optional<List<Reading>> place(String line) {
        var cells = cells(line);
        var number = cells.isEmpty() ? OptionalDouble.empty() : ProgramNumber.of(cells.get(0));
        if (cells.size() < 2 || number.isEmpty() || !Double.isFinite(number.getAsDouble())) {
            return leave();
        }
        state = State.PLACED;
        step = number;
        var readings = new ArrayList<Reading>();
        readings.add(new Reading.Value("Step", step, number.getAsDouble()));
        ProgramNumber.of(cells.get(1)).ifPresent(time -> readings.add(new Reading.Value("Time", step, time)));
        return Optional.of(readings);
    }

    /** Between the place and the energies may stand lines on checkpoints, groups and the like. */
    private Optional<List<Reading>> heading(String line) {
        if (line.startsWith(ENERGIES)) {
            state = State.NAMES;
            return Optional.of(List.of());
        }
        return line.contains("A V E R A G E S") ? leave() : Optional.empty();
    }

    private Optional<List<Reading>> names(String line) {
        names = cells(line);
        if (names.isEmpty() || !names.stream().allMatch(GromacsLines::isName)) {
            return leave();
        }
        state = State.VALUES;
        return Optional.of(List.of());
    }

    private Optional<List<Reading>> values(String line) {
        var cells = Cells.numbers(cells(line));
        if (cells.size() != names.size()) {
            return leave();
        }
        state = State.NAMES;
        var readings = new ArrayList<Reading>();
        for (int i = 0; i < cells.size(); i++) {
            var name = names.get(i);
            cells.get(i).ifPresent(value -> readings.add(new Reading.Value(name, step, value)));
        }
        return Optional.of(readings);
    }

    private Optional<List<Reading>> leave() {
        state = State.OUTSIDE;
        return Optional.empty();
    }

    private static boolean isName(String cell) {
        return !cell.isEmpty() && ProgramNumber.of(cell).isEmpty();
    }

    /** The fixed columns of a row; none when the line is not made of them. */
    private static List<String> cells(String row) {
        var line = row.stripTrailing();
        var cells = new ArrayList<String>();
        for (int at = 0; line.length() % WIDTH == 0 && at < line.length() && cells.size() < Columns.MAX; at += WIDTH) {
            cells.add(line.substring(at, at + WIDTH).strip());
        }
        return cells;
    }
}
