package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@link EspressoReader} remembers of one stream: how many iterations there were, of all loops. */
final class EspressoLines implements LineReader {
    private static final String ENERGY = "total energy ";
    private static final String ACCURACY = "estimated scf accuracy ";
    private static final int DEEPEST = 10;

    private long iterations;

    @Override
    public int wants() {
        return LineTraits.BLANK_FIRST | LineTraits.OTHER_FIRST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int marks = 0;
        while (marks < 2 && marks < line.length() && line.charAt(marks) == '!') {
            marks++;
        }
        int start = Scan.blanks(line, marks);
        if (start == 0 || start > DEEPEST || start == line.length()) {
            return Optional.empty();
        }
        return switch (line.charAt(start)) {
            case 'i' -> iteration(line, start);
            case 't' -> energy(line, start, marks > 0);
            case 'e' -> accuracy(line, start);
            default -> Optional.empty();
        };
    }

    private Optional<List<Reading>> iteration(String line, int start) {
        if (!line.startsWith("iteration # ", start) || !line.contains("ecut=")) {
            return Optional.empty();
        }
        iterations++;
        return Optional.of(List.of());
    }

    private Optional<List<Reading>> energy(String line, int start, boolean last) {
        return line.startsWith(ENERGY, start)
                ? value(last ? "final_energy" : "total_energy", line, start + ENERGY.length(), '=')
                : Optional.empty();
    }

    private Optional<List<Reading>> accuracy(String line, int start) {
        return line.startsWith(ACCURACY, start)
                ? value("scf_accuracy", line, start + ACCURACY.length(), '<')
                : Optional.empty();
    }

    /** A number too wide for its field, {@code ****}, leaves the line without a value. */
    private Optional<List<Reading>> value(String name, String line, int at, char sign) {
        int place = Scan.blanks(line, at);
        if (place == line.length()
                || line.charAt(place) != sign
                || !line.stripTrailing().endsWith(" Ry")) {
            return Optional.empty();
        }
        var value = Scan.number(line, place + 1);
        var step = iterations > 0 ? OptionalDouble.of(iterations) : OptionalDouble.empty();
        return Optional.of(value.isPresent() ? List.of(new Reading.Value(name, step, value.getAsDouble())) : List.of());
    }
}
