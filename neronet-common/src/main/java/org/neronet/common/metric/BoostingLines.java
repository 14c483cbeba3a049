package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads the rounds of XGBoost and LightGBM ({@code [10]}, then {@code name:value} behind tabs) and of CatBoost
 * ({@code 10:}, then the same, which terminals show with blanks).
 */
final class BoostingLines implements LineReader {
    private static final Set<String> CLOCKS = Set.of("total", "remaining", "passed");
    private static final int LONGEST_ROUND = 11;
    private static final int MAX_ROUND = 1_000_000;

    private final BitSet rounds = new BitSet();
    private boolean repeated;

    @Override
    public int wants() {
        return LineTraits.TAB | LineTraits.COLON_LAST | LineTraits.DIGIT_FIRST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int tab = line.indexOf('\t');
        if (tab < 2) {
            noteBest(line);
            return tab < 0 ? shown(line) : Optional.empty();
        }
        boolean bracket = line.charAt(0) == '[';
        int from = bracket ? 1 : 0;
        int to = NumberText.afterDigits(line, from, tab);
        boolean begins = bracket ? line.startsWith("]\t", to) || line.startsWith("]:\t", to) : to == tab - 1;
        if (!begins || to == from || to > LONGEST_ROUND || !bracket && line.charAt(to) != ':') {
            return Optional.empty();
        }
        return round(Double.parseDouble(line.substring(from, to)), line, tab + 1);
    }

    /** {@code 200:   learn: 0.64   test: 0.65 best: 0.65 (200)   total: 26.9s}. */
    private static Optional<List<Reading>> shown(String line) {
        int colon = NumberText.afterDigits(line, 0, line.length());
        int from = colon == 0 || colon > LONGEST_ROUND || !line.startsWith(": ", colon)
                ? line.length()
                : Blanks.skip(line, colon + 1, line.length());
        if (!line.startsWith("learn: ", from) && !line.startsWith("test: ", from)) {
            return Optional.empty();
        }
        var place = OptionalDouble.of(Double.parseDouble(line.substring(0, colon)));
        var readings = new ArrayList<Reading>();
        for (var field : FieldScanner.scan(line, from, line.length()).fields()) {
            if (!CLOCKS.contains(field.name())) {
                readings.add(new Reading.Value(field.name(), place, field.value()));
            }
        }
        return Optional.of(readings);
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    /** Early stopping prints the best round, mostly again. */
    private void noteBest(String line) {
        if (line.endsWith("teration is:") || line.endsWith("teration:")) {
            repeated = true;
        }
    }

    private Optional<List<Reading>> round(double round, String line, int from) {
        var place = OptionalDouble.of(round);
        var readings = new ArrayList<Reading>();
        for (int at = from; at < line.length(); ) {
            int tab = line.indexOf('\t', at);
            int to = tab < 0 ? line.length() : tab;
            if (to > at && !field(place, line, at, to, readings)) {
                return Optional.empty();
            }
            at = to + 1;
        }
        return readings.isEmpty() ? Optional.empty() : Optional.of(isAgain(round) ? List.of() : readings);
    }

    private boolean isAgain(double round) {
        int number = (int) Math.min(round, MAX_ROUND);
        boolean again = repeated && rounds.get(number);
        if (!repeated && number + 1 < rounds.length()) {
            rounds.clear();
        }
        rounds.set(number);
        repeated = false;
        return again;
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
