package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads lines such as {@code Test accuracy: 98.2%}: every name has the word of a metric in it, and nothing else is there. */
final class ScoreLines implements LineReader {
    private static final int LONGEST_NAME = 60;
    private static final int SHALLOW = 2;

    private final StreamContext context;
    private final Sightings sightings;

    ScoreLines(StreamContext context) {
        this.context = context;
        this.sightings = context.sightings();
    }

    @Override
    public int wants() {
        return LineTraits.SIGN | LineTraits.AROUND | LineTraits.PERCENT | LineTraits.WIDE | LineTraits.NUMBER_LAST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int start = afterBullet(line);
        boolean deep = Blanks.skip(line, 0, line.length()) > SHALLOW;
        return read(line, start, deep ? Evidence.REPEATED : Evidence.FIRM);
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message, afterBullet(message), Evidence.FIRM);
    }

    private static int afterBullet(String line) {
        int at = 0;
        while (at < line.length() && (" \t-*=".indexOf(line.charAt(at)) >= 0 || isArrow(line, at))) {
            at++;
        }
        return afterHeading(line, at);
    }

    /** The end of {@code ====>}. */
    private static boolean isArrow(String line, int at) {
        return line.charAt(at) == '>' && at > 0 && "-=".indexOf(line.charAt(at - 1)) >= 0;
    }

    /** Behind {@code Eval metrics :}, when another name with a colon follows. */
    private static int afterHeading(String line, int from) {
        int colon = line.indexOf(": ", from);
        int next = colon < 0 ? -1 : Blanks.skip(line, colon + 1, line.length());
        int nameEnd = colon < 0 ? -1 : NameText.end(line, next, line.length());
        boolean heading = nameEnd > next && NameText.isStart(line.charAt(next)) && line.startsWith(":", nameEnd);
        return heading
                        && line.regionMatches(
                                true, Math.max(from, line.lastIndexOf(' ', colon - 2) + 1), "metrics", 0, 7)
                ? next
                : from;
    }

    private Optional<List<Reading>> read(String line, int start, Evidence evidence) {
        int length = Blanks.before(line, 0, line.length());
        if (length - start < 5 || !isNamed(line, start, length)) {
            return Optional.empty();
        }
        var scanned = FieldScanner.scan(line, start, length);
        var scores = new ArrayList<>(scanned.fields());
        scores.removeIf(field -> Pair.isStepName(field.name()));
        boolean step = scores.size() < scanned.fields().size();
        if (!scanned.whole() || scores.isEmpty() || !scores.stream().allMatch(field -> isScore(field, line))) {
            return Optional.empty();
        }
        var place = step ? place(scanned.fields()) : context.step();
        var readings = new ArrayList<Reading>();
        for (var reading : Field.readings(scores, "", place)) {
            sightings.take((Reading.Value) reading, step ? Evidence.FIRM : evidence, readings);
        }
        return Optional.of(readings);
    }

    private static OptionalDouble place(List<Field> fields) {
        return fields.stream()
                .filter(field -> Pair.isStepName(field.name()) && Double.isFinite(field.value()))
                .max(Comparator.comparingInt(field -> Pair.rank(field.name())))
                .map(field -> OptionalDouble.of(field.value()))
                .orElse(OptionalDouble.empty());
    }

    /** Whether the word of a metric stands before the first number: spares most lines a closer look. */
    private static boolean isNamed(String line, int from, int to) {
        int at = from;
        while (at < to && (!NumberText.isDigit(line.charAt(at)) || line.charAt(at - (at > from ? 1 : 0)) == '@')) {
            at++;
        }
        return at > from
                && at - from < LONGEST_NAME
                && NameText.isStart(line.charAt(from))
                && Words.isMetric(line.substring(from, at));
    }

    /** Whole numbers are more often codes and counts. */
    private static boolean isScore(Field field, String line) {
        boolean whole = field.value() == Math.rint(field.value());
        boolean measured = !whole || line.indexOf('%') > 0 || line.contains("+/-");
        // Codes of quantum chemistry sum up energies of many kinds.
        return measured && Words.isMetric(field.name()) && !field.name().endsWith(" energy");
    }
}
