package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The {@code multi} style of LAMMPS: a line of dashes with the step, and below it three values a line. */
final class LammpsMulti {
    /**
     * A line of dashes.
     *
     * @param cpu seconds of the run so far
     */
    record Heading(double step, OptionalDouble cpu) {
        List<Reading> readings() {
            var readings = new ArrayList<Reading>();
            readings.add(new Reading.Value("Step", OptionalDouble.of(step), step));
            cpu.ifPresent(value -> readings.add(new Reading.Value("CPU", OptionalDouble.of(step), value)));
            return readings;
        }
    }

    private static final String CPU = "CPU =";

    private OptionalDouble step = OptionalDouble.empty();

    boolean isOpen() {
        return step.isPresent();
    }

    void open(Heading heading) {
        step = OptionalDouble.of(heading.step());
    }

    void close() {
        step = OptionalDouble.empty();
    }

    /** The heading that this line is: {@code ------------ Step 50 ----- CPU = 0.082 (sec) -----}. */
    Optional<Heading> heading(String line, int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) == '-') {
            at++;
        }
        int name = Scan.blanks(line, at);
        if (at - start < 4 || !line.startsWith("Step ", name)) {
            return Optional.empty();
        }
        var number = Scan.number(line, name + "Step".length());
        int cpu = line.indexOf(CPU, name);
        return number.isPresent() && Double.isFinite(number.getAsDouble()) && cpu > 0
                ? Optional.of(new Heading(number.getAsDouble(), Scan.number(line, cpu + CPU.length())))
                : Optional.empty();
    }

    /** A line that is wholly made of {@code NAME = VALUE}; anything else is not of this style. */
    Optional<List<Reading>> read(String line, int start) {
        var readings = new ArrayList<Reading>();
        for (int at = start; at < line.length(); ) {
            int nameEnd = Scan.word(line, at);
            var value = Scan.assigned(line, nameEnd);
            if (value.isEmpty() || !NameText.isStart(line.charAt(at)) || readings.size() == Columns.MAX) {
                return Optional.empty();
            }
            readings.add(new Reading.Value(line.substring(at, nameEnd), step, value.getAsDouble()));
            int sign = Scan.blanks(line, nameEnd);
            at = Scan.blanks(line, Scan.word(line, Scan.blanks(line, sign + 1)));
        }
        return Optional.of(readings);
    }
}
