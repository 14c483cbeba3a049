package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines such as {@code Test accuracy: 98.2%}: every name has the word of a metric in it, and nothing else is there. */
final class ScoreLines implements LineReader {
    private final StreamContext context;
    private final Sightings sightings;

    ScoreLines(StreamContext context) {
        this.context = context;
        this.sightings = new Sightings(context.declared());
    }

    @Override
    public int wants() {
        return LineTraits.AROUND | LineTraits.PERCENT | LineTraits.WIDE;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        return read(line, Evidence.FIRM);
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message, Evidence.REPEATED);
    }

    private Optional<List<Reading>> read(String line, Evidence evidence) {
        int length = Blanks.before(line, 0, line.length());
        if (length < 5 || !NameText.isStart(line.charAt(0)) || !canEnd(line.charAt(length - 1))) {
            return Optional.empty();
        }
        var scanned = FieldScanner.scan(line, 0, length);
        boolean scores = scanned.whole()
                && !scanned.fields().isEmpty()
                && scanned.fields().stream().allMatch(field -> isScore(field, line));
        if (!scores) {
            return Optional.empty();
        }
        var readings = new ArrayList<Reading>();
        for (var reading : Field.readings(scanned.fields(), "", context.step())) {
            sightings.take((Reading.Value) reading, evidence, readings);
        }
        return Optional.of(readings);
    }

    /** Whole numbers are more often codes and counts. */
    private static boolean isScore(Field field, String line) {
        boolean whole = field.value() == Math.rint(field.value());
        return (!whole || line.indexOf('%') > 0) && Words.isMetric(field.name());
    }

    /** A digit, a unit or a closing parenthesis. */
    private static boolean canEnd(char c) {
        return NumberText.isDigit(c) || c == '%' || c == ')' || c == '.' || c == 's';
    }
}
