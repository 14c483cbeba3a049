package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@link AmberReader} remembers of one stream: the step whose energies are being printed. */
final class AmberLines implements LineReader {
    private static final String STEP = "NSTEP =";
    private static final String AVERAGES = "A V E R A G E S";
    private static final String FLUCTUATIONS = "R M S  F L U C T U A T I O N S";

    private OptionalDouble step = OptionalDouble.empty();
    private boolean averages;

    @Override
    public int wants() {
        return LineTraits.BLANK_FIRST;
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int start = Scan.blanks(line, 0);
        if (line.startsWith(AVERAGES, start) || line.startsWith(FLUCTUATIONS, start)) {
            averages = true;
            step = OptionalDouble.empty();
            return Optional.of(List.of());
        }
        boolean begins = start > 0 && line.startsWith(STEP, start) && line.contains("TIME(PS) =");
        if (begins && averages) {
            averages = false;
            return Optional.of(List.of());
        }
        if (begins) {
            var number = Scan.number(line, start + STEP.length());
            step = number.isPresent() && Double.isFinite(number.getAsDouble()) ? number : OptionalDouble.empty();
        }
        return step.isPresent() && start > 0 ? energies(line, start) : Optional.empty();
    }

    /** {@code 1-4 NB =  80.12  1-4 EEL =  900.12}; any other line ends the step. */
    private Optional<List<Reading>> energies(String line, int start) {
        var readings = new ArrayList<Reading>();
        int from = start;
        for (int sign = line.indexOf('=', from); sign > 0; sign = line.indexOf('=', from)) {
            var name = Blanks.single(line.substring(from, sign).strip());
            int value = Scan.blanks(line, sign + 1);
            from = Scan.word(line, value);
            var number = ProgramNumber.of(line, value, from);
            if (!name.isEmpty() && number.isPresent() && !name.equals("NSTEP")) {
                readings.add(new Reading.Value(name, step, number.getAsDouble()));
            }
        }
        if (readings.isEmpty() || Scan.blanks(line, from) < line.length()) {
            step = OptionalDouble.empty();
            return Optional.empty();
        }
        return Optional.of(readings);
    }
}
