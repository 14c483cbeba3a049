package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@link GaussianReader} remembers of one stream: how many energies there were. */
final class GaussianLines implements LineReader {
    private static final String DONE = "SCF Done:";

    private long energies;

    @Override
    public int wants() {
        return LineTraits.LETTER_FIRST | LineTraits.BLANK_FIRST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        if (line.length() < 20 || line.charAt(0) != ' ' && line.charAt(0) != 'S') {
            return Optional.empty();
        }
        int start = Scan.blanks(line, 0);
        if (line.startsWith(DONE, start)) {
            return energy(line, Scan.blanks(line, start + DONE.length()));
        }
        boolean item = energies > 0 && (line.startsWith("Maximum ", start) || line.startsWith("RMS ", start));
        return item ? convergence(line, start) : Optional.empty();
    }

    private Optional<List<Reading>> energy(String line, int at) {
        int close = line.startsWith("E(", at) ? line.indexOf(')', at) : -1;
        if (close < 0) {
            return Optional.empty();
        }
        energies++;
        return readings("scf/energy", Scan.assigned(line, close + 1));
    }

    /** {@code Maximum Force 0.017638 0.000450 NO}: the value, what it must be below, and whether it is. */
    private Optional<List<Reading>> convergence(String line, int start) {
        var words = Scan.words(line.substring(start));
        if (words.size() != 5 || !words.get(4).equals("YES") && !words.get(4).equals("NO")) {
            return Optional.empty();
        }
        return readings(words.get(0) + " " + words.get(1), ProgramNumber.of(words.get(2)));
    }

    private Optional<List<Reading>> readings(String name, OptionalDouble value) {
        var step = OptionalDouble.of(energies);
        return Optional.of(value.isPresent() ? List.of(new Reading.Value(name, step, value.getAsDouble())) : List.of());
    }
}
