package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads the rounds of XGBoost and LightGBM ({@code [10]}, then {@code name:value} behind tabs) and of CatBoost
 * ({@code 10:}, then the same).
 */
final class BoostingLines implements LineReader {
    private static final Set<String> CLOCKS = Set.of("total", "remaining", "passed");

    private boolean repeated;

    @Override
    public int wants() {
        return LineTraits.TAB | LineTraits.COLON_LAST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int tab = line.indexOf('\t');
        if (tab < 2) {
            noteBest(line);
            return Optional.empty();
        }
        boolean bracket = line.charAt(0) == '[';
        boolean begins = bracket ? line.charAt(tab - 1) == ']' : line.charAt(tab - 1) == ':';
        int from = bracket ? 1 : 0;
        if (!begins || tab - 1 == from || tab > 12 || NumberText.afterDigits(line, from, tab) != tab - 1) {
            return Optional.empty();
        }
        return round(OptionalDouble.of(Double.parseDouble(line.substring(from, tab - 1))), line, tab + 1);
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    /** Early stopping prints the best round again. */
    private void noteBest(String line) {
        if (line.endsWith("teration is:") || line.endsWith("teration:")) {
            repeated = true;
        }
    }

    private Optional<List<Reading>> round(OptionalDouble round, String line, int from) {
        var readings = new ArrayList<Reading>();
        for (int at = from; at < line.length(); ) {
            int tab = line.indexOf('\t', at);
            int to = tab < 0 ? line.length() : tab;
            if (to > at && !field(round, line, at, to, readings)) {
                return Optional.empty();
            }
            at = to + 1;
        }
        boolean again = repeated;
        repeated = false;
        return readings.isEmpty() ? Optional.empty() : Optional.of(again ? List.of() : readings);
    }

    private static boolean field(OptionalDouble round, String line, int from, int to, List<Reading> out) {
        int colon = line.lastIndexOf(':', to - 1);
        var name = colon > from ? line.substring(from, colon).strip() : "";
        int start = Blanks.skip(line, colon + 1, to);
        int end = NumberText.end(line, start, to);
        if (name.isEmpty() || name.length() > OutputReader.MAX_NAME) {
            return false;
        }
        if (CLOCKS.contains(name)) {
            return true;
        }
        boolean deviation = end < to && line.charAt(end) == '+' || line.startsWith(" + ", end);
        int stop = deviation ? to : FieldTail.read(line, end, to).end();
        return end > start
                && Blanks.skip(line, stop, to) == to
                && out.add(new Reading.Value(name, round, NumberText.value(line, start, end)));
    }
}
