package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Reads {@code [CV 1/5] END C=1;, score=0.93 total time= 0.1s} and what joblib's {@code Parallel} prints. */
final class SklearnLines implements LineReader {
    private static final Pattern SCORE = Pattern.compile("[ ,;](score)=(-?[0-9.]++(?:e-?[0-9]++)?|nan)[ ,;]");
    private static final Pattern SCORES = Pattern.compile(
            "[ ,;](\\w{1,60}+)(?:=|: )\\((?:train=(-?[0-9.]++(?:e-?[0-9]++)?|nan), )?test=(-?[0-9.]++(?:e-?[0-9]++)?|nan)\\)");
    private static final Pattern DONE =
            Pattern.compile("\\[Parallel\\([^)]{0,60}+\\)\\]: Done\\s++(\\d{1,15}) out of\\s++(\\d{1,15}) .*+");

    private final StreamContext context;

    SklearnLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.OTHER_FIRST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        if (line.startsWith("[CV")) {
            return Optional.of(fold(line));
        }
        return line.startsWith("[Parallel(") ? Optional.of(done(line)) : Optional.empty();
    }

    private List<Reading> done(String line) {
        var match = DONE.matcher(line);
        if (!match.matches() || context.isCounted()) {
            return List.of();
        }
        long done = Long.parseLong(match.group(1));
        long total = Long.parseLong(match.group(2));
        return total > 0 && done <= total ? List.of(new Reading.Progress(done, total)) : List.of();
    }

    private static List<Reading> fold(String line) {
        var readings = new ArrayList<Reading>();
        var score = SCORE.matcher(line);
        if (score.find()) {
            add("score", score.group(2), readings);
        }
        for (var scores = SCORES.matcher(line); scores.find(); ) {
            add(scores.group(1) + "/train", scores.group(2), readings);
            add(scores.group(1) + "/test", scores.group(3), readings);
        }
        return readings;
    }

    private static void add(String name, String number, List<Reading> out) {
        if (number != null && NumberText.isNumber(number, 0, number.length())) {
            out.add(new Reading.Value(name, OptionalDouble.empty(), NumberText.value(number, 0, number.length())));
        }
    }
}
