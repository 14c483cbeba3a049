package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@link OpenFoamReader} remembers of one stream: the time, and the residuals of the step so far. A step ends with
 * the time that it took, or where the next one begins.
 */
final class OpenFoamLines implements LineReader {
    private static final int MAX_FIELDS = 1_000;
    private static final String TIME = "Time = ";
    private static final String SOLVING = "Solving for ";

    private final StreamContext context;
    private final Map<String, Double> residuals = new LinkedHashMap<>();
    private OptionalDouble time = OptionalDouble.empty();
    private boolean known;
    private String region = "";

    OpenFoamLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        // Only regions have no sign, and a time comes before them.
        return (isBegun() ? LineTraits.LETTER_FIRST : LineTraits.SIGN) | LineTraits.BAR;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        if (line.length() < 3) {
            return Optional.empty();
        }
        return switch (line.charAt(0)) {
            case 'T' -> line.startsWith(TIME) ? time(line) : solve(line);
            case 'E' ->
                known && (line.startsWith("ExecutionTime = ") || line.equals("End"))
                        ? Optional.of(finish())
                        : solve(line);
            case ' ', '|' -> banner(line);
            default -> solve(line);
        };
    }

    private boolean isBegun() {
        return known || time.isPresent();
    }

    private Optional<List<Reading>> banner(String line) {
        int at = Scan.blanks(line, 1);
        known |= line.startsWith("\\\\      /  F ield", at);
        return Optional.empty();
    }

    /** Also {@code Time = 20s}. Not taken before the stream is known to be OpenFOAM's, as any program may print it. */
    private Optional<List<Reading>> time(String line) {
        int end = Scan.word(line, TIME.length());
        boolean unit = end > TIME.length() && line.charAt(end - 1) == 's';
        var next = ProgramNumber.of(line, TIME.length(), unit ? end - 1 : end);
        if (next.isEmpty() || !Double.isFinite(next.getAsDouble())) {
            return Optional.empty();
        }
        var before = finish();
        time = next;
        if (!known) {
            return Optional.empty();
        }
        context.step(next.getAsDouble());
        return Optional.of(before);
    }

    @Override
    public List<Reading> finish() {
        var readings = new ArrayList<Reading>(residuals.size());
        residuals.forEach((name, value) -> readings.add(new Reading.Value(name, time, value)));
        residuals.clear();
        region = "";
        return readings;
    }

    private Optional<List<Reading>> solve(String line) {
        int at = OpenFoamSolve.start(line);
        if (at < 0) {
            return Optional.empty();
        }
        int name = at + SOLVING.length();
        var solves = OpenFoamSolve.of(line, name);
        if (solves.isEmpty()) {
            return at == 0 && isBegun() ? region(line, name) : Optional.empty();
        }
        known = true;
        solves.forEach((field, residual) -> {
            var metric = "residual/" + region + field;
            if (residuals.size() < MAX_FIELDS || residuals.containsKey(metric)) {
                residuals.put(metric, residual);
            }
        });
        return Optional.of(List.of());
    }

    /** {@code Solving for fluid region air}: what follows is of that region. */
    private Optional<List<Reading>> region(String line, int at) {
        var rest = line.substring(at);
        int kind = rest.indexOf(" region ");
        boolean is = rest.startsWith("fluid region ") || rest.startsWith("solid region ");
        int name = kind + " region ".length();
        if (!is || rest.length() - name > OutputReader.MAX_NAME / 2) {
            return Optional.empty();
        }
        region = rest.substring(name).strip() + "/";
        return Optional.of(List.of());
    }
}
