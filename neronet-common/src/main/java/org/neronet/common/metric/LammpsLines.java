package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@link LammpsReader} remembers of one stream. A table has its heading below the line on memory, or one that no
 * other program prints; each run has its own columns. Lines between the rows, such as warnings, are left to others.
 */
final class LammpsLines implements LineReader {
    /** Lines that may stand between the line on memory and the heading. */
    private static final int MAX_BETWEEN = 20;

    /** Lines of the input that a log repeats, as far as they would be taken for names with values. */
    private static final WordList COMMANDS = new WordList("""
            create_atoms dielectric dimension displace_atoms log newton replicate reset_timestep restart run suffix thermo
            timestep
            """);

    private final LammpsMulti multi = new LammpsMulti();
    private Optional<Columns> table = Optional.empty();
    private boolean known;
    private boolean yaml;
    private int expecting;

    @Override
    public int wants() {
        return multi.isOpen() || table.isPresent() || expecting > 0
                ? LineTraits.ANY
                : LineTraits.LETTER_FIRST | LineTraits.BLANK_FIRST | LineTraits.OTHER_FIRST;
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int start = line.isEmpty() ? 0 : Scan.blanks(line, 0);
        if (start == line.length()) {
            return Optional.empty();
        }
        return switch (line.charAt(start)) {
            case 'L' -> banner(line, start);
            case 'P' -> memory(line, start, "Per MPI rank memory allocation");
            case 'M' -> memory(line, start, "Memory usage per processor");
            case '-' -> dashes(line, start);
            case 'k' -> keywords(line, start);
            default -> other(line, start);
        };
    }

    private Optional<List<Reading>> banner(String line, int start) {
        if (line.startsWith("LAMMPS (", start)) {
            known = true;
            return close();
        }
        return line.startsWith("Loop time of ", start) && (known || table.isPresent() || multi.isOpen())
                ? close()
                : other(line, start);
    }

    private Optional<List<Reading>> memory(String line, int start, String beginning) {
        if (!line.startsWith(beginning, start)) {
            return other(line, start);
        }
        known = true;
        expecting = MAX_BETWEEN;
        return Optional.of(List.of());
    }

    private Optional<List<Reading>> dashes(String line, int start) {
        if (yaml && line.startsWith("- [", start)) {
            return row(LammpsNames.list(line, start + 2));
        }
        var step = multi.heading(line, start);
        if (step.isPresent()) {
            close();
            multi.open(step.get());
            return Optional.of(step.get().readings());
        }
        return other(line, start);
    }

    private Optional<List<Reading>> keywords(String line, int start) {
        if (!line.startsWith("keywords: [", start)) {
            return other(line, start);
        }
        var names = LammpsNames.list(line, start + "keywords: ".length());
        if (!LammpsNames.areHeading(names, known)) {
            return Optional.empty();
        }
        open(names);
        yaml = true;
        return Optional.of(List.of());
    }

    private Optional<List<Reading>> other(String line, int start) {
        if (multi.isOpen()) {
            return multi.read(line, start);
        }
        char c = line.charAt(start);
        if (table.isPresent() && !yaml && (NumberText.isDigit(c) || c == '-' || c == '+')) {
            return row(Scan.words(line));
        }
        if (known && COMMANDS.contains(line, start, Scan.word(line, start))) {
            return Optional.of(List.of());
        }
        boolean expected = expecting > 0 && expecting-- > 0;
        return expected || line.startsWith("Step", start) ? heading(line, expected) : Optional.empty();
    }

    private Optional<List<Reading>> heading(String line, boolean expected) {
        var names = Scan.words(line);
        boolean is = expected ? LammpsNames.areNames(names) : LammpsNames.areHeading(names, known);
        if (!is) {
            return Optional.empty();
        }
        int left = expecting;
        open(names);
        expecting = left;
        return Optional.of(List.of());
    }

    private Optional<List<Reading>> row(List<String> cells) {
        var columns = table.orElseThrow();
        var numbers = Cells.numbers(cells);
        if (numbers.size() != columns.count() || !numbers.stream().allMatch(OptionalDouble::isPresent)) {
            return Optional.empty();
        }
        expecting = 0;
        return Optional.of(columns.readings(numbers, OptionalDouble.empty()));
    }

    private void open(List<String> names) {
        close();
        known = true;
        table = Optional.of(Columns.of(names));
    }

    private Optional<List<Reading>> close() {
        table = Optional.empty();
        yaml = false;
        expecting = 0;
        multi.close();
        return Optional.of(List.of());
    }
}
