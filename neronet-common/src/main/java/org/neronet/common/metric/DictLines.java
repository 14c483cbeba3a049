package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads dicts that fill a line, or what a bar or a log prefix leaves of it. */
final class DictLines implements LineReader {
    /** Numbers that tell of the line, not of the program. */
    private static final Set<String> ABOUT = Set.of(
            "ts",
            "timestamp",
            "time_stamp",
            "unix_time",
            "pid",
            "tid",
            "thread",
            "process",
            "line",
            "lineno",
            "port",
            "level",
            "levelno",
            "date",
            "time_this_iter_s_stamp");

    private final char quote;
    private final StreamContext context;
    private final Sightings sightings;

    /** @param quote of the first key: {@code "} in JSON, mostly {@code '} in Python */
    DictLines(char quote, StreamContext context) {
        this.quote = quote;
        this.context = context;
        this.sightings = context.sightings();
    }

    @Override
    public int wants() {
        return LineTraits.BRACE_LAST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int from = start(line);
        boolean indented = from > 0 && Blanks.isBlank(line.charAt(0));
        return from < 0 ? Optional.empty() : DictText.read(line, from).flatMap(dict -> read(dict, indented));
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    private int start(String line) {
        int length = line.length();
        if (length < 5 || line.charAt(Blanks.before(line, 1, length) - 1) != '}') {
            return -1;
        }
        int from = line.charAt(0) == '{' || Blanks.isBlank(line.charAt(0))
                ? Blanks.skip(line, 0, length)
                : behindBar(line);
        int key = from < 0 ? length : Blanks.skip(line, from + 1, length);
        return key < length && line.charAt(from) == '{' && line.charAt(key) == quote ? from : -1;
    }

    private static int behindBar(String line) {
        int bar = line.indexOf("%|");
        int close = bar < 0 ? -1 : line.indexOf("]", bar);
        return close < 0 ? -1 : Blanks.skip(line, close + 1, line.length());
    }

    private Optional<List<Reading>> read(DictText.Dict dict, boolean indented) {
        var place = place(dict.numbers());
        boolean plain = dict.plain() && !indented;
        var evidence = place.isPresent() || plain && areScores(dict.numbers())
                ? Evidence.FIRM
                : plain ? Evidence.REPEATED : Evidence.KNOWN;
        var step = place.isPresent() ? place : context.step();
        var readings = new ArrayList<Reading>();
        dict.numbers().forEach((name, value) -> {
            boolean counts = rank(name) == 0 && !ABOUT.contains(name.toLowerCase(Locale.ROOT));
            if (counts || sightings.isDeclared(name)) {
                sightings.take(new Reading.Value(name, step, value), evidence, readings);
            }
        });
        return dict.numbers().isEmpty() ? Optional.empty() : Optional.of(readings);
    }

    /** {@code {'test_acc': 0.9, 'test_loss': 0.3}}, which is printed once. */
    private static boolean areScores(Map<String, Double> numbers) {
        return numbers.values().stream().anyMatch(value -> value != Math.rint(value))
                && numbers.keySet().stream().allMatch(Words::isMetric);
    }

    private static OptionalDouble place(Map<String, Double> numbers) {
        int best = 0;
        var place = OptionalDouble.empty();
        for (var number : numbers.entrySet()) {
            int rank = rank(number.getKey());
            if (rank > best && Double.isFinite(number.getValue())) {
                best = rank;
                place = OptionalDouble.of(number.getValue());
            }
        }
        return place;
    }

    /** fairseq puts the name of the data before {@code num_updates}. */
    private static int rank(String name) {
        return name.endsWith("_num_updates") ? Pair.rank("num_updates") : Pair.rank(name);
    }
}
