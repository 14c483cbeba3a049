package org.neronet.common.metric;

import java.util.LinkedHashMap;
import java.util.Map;

/** One line of a linear solver: {@code GAMG:  Solving for p, Initial residual = 0.1, Final residual = ...}. */
final class OpenFoamSolve {
    private static final String SOLVING = "Solving for ";
    private static final String INITIAL = ", Initial residual = ";
    private static final int MAX_SOLVER = 80;
    private static final String AXES = "xyz";

    private OpenFoamSolve() {}

    /** Where {@code Solving for} stands: in front, or behind the solver's name; -1 for nowhere. */
    static int start(String line) {
        if (line.startsWith(SOLVING)) {
            return 0;
        }
        int colon = solverEnd(line);
        int at = colon <= 0 || !line.startsWith(":", colon) ? 0 : Scan.blanks(line, colon + 1);
        return at > 0 && line.startsWith(SOLVING, at) ? at : -1;
    }

    /** Behind one word, or two where a region comes first. */
    private static int solverEnd(String line) {
        int limit = NameText.isStart(line.charAt(0)) ? Math.min(line.length(), MAX_SOLVER) : 0;
        int at = 0;
        while (at < limit
                && (line.charAt(at) == ' ' || line.charAt(at) == '_' || Character.isLetterOrDigit(line.charAt(at)))) {
            at++;
        }
        return at;
    }

    /** The initial residual of each component; nothing when the line is another. */
    static Map<String, Double> of(String line, int name) {
        int comma = line.indexOf(INITIAL, name);
        if (comma <= name || line.lastIndexOf(' ', comma) >= name || comma - name > OutputReader.MAX_NAME / 2) {
            return Map.of();
        }
        var field = line.substring(name, comma);
        int value = comma + INITIAL.length();
        if (line.startsWith("(", value)) {
            return components(field, line, value + 1);
        }
        var residual = Scan.number(line, value);
        return residual.isPresent() ? Map.of(field, residual.getAsDouble()) : Map.of();
    }

    /** Coupled solvers give a vector: {@code (0.1 0.2 0.3)}. */
    private static Map<String, Double> components(String field, String line, int from) {
        int end = line.indexOf(')', from);
        var words = Scan.words(line.substring(from, Math.max(from, end)));
        var components = new LinkedHashMap<String, Double>();
        for (int i = 0; i < words.size(); i++) {
            var suffix = words.size() <= AXES.length() ? AXES.substring(i, i + 1) : String.valueOf(i);
            ProgramNumber.of(words.get(i)).ifPresent(residual -> components.put(field + suffix, residual));
        }
        return components;
    }
}
