package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Reads what Keras prints below {@code Epoch 3/10}: bars of all its versions and the lines of {@code verbose=2}. Only a
 * finished bar counts; a second one in an epoch is an evaluation.
 */
final class KerasLines implements LineReader {
    private static final Pattern HEADING = Pattern.compile("Epoch (\\d{1,15})/(\\d{1,15})");
    private static final Pattern BAR = Pattern.compile(
            "\\s*+(\\d{1,15})/(\\d{1,15}|Unknown|None)\\s++(?:\\[[=>.]++\\]|[━╸╺\\s]++|-)\\s*+(?=-|\\d|$)(.*+)");
    private static final Pattern PLAIN = Pattern.compile("\\s*+(?:- )?\\d{1,9}(?:s|ms)\\s++- (.*+)");

    /** Put before the names of an evaluation. */
    private static final String EVALUATION = "evaluate/";

    private static final int LONGEST = 60;

    private final StreamContext context;
    private OptionalDouble epoch = OptionalDouble.empty();
    private long epochs;
    private boolean finished;

    KerasLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.LETTER_FIRST | LineTraits.DIGIT_FIRST | LineTraits.BLANK_FIRST;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        if (line.startsWith("Epoch ")) {
            return line.length() < LONGEST ? heading(line) : Optional.empty();
        }
        if (!line.isEmpty() && (line.charAt(0) == ' ' || NumberText.isDigit(line.charAt(0)))) {
            return line.indexOf('/') > 0 && canBeBar(line) ? bar(line) : plain(line);
        }
        return Optional.empty();
    }

    private static boolean canBeBar(String line) {
        int start = Blanks.skip(line, 0, line.length());
        int end = NumberText.afterDigits(line, start, line.length());
        return end > start && end < line.length() && line.charAt(end) == '/';
    }

    private Optional<List<Reading>> heading(String line) {
        var match = HEADING.matcher(line.stripTrailing());
        if (!match.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(match.group(1));
        epochs = Long.parseLong(match.group(2));
        epoch = epochs > 1 ? OptionalDouble.of(number) : OptionalDouble.empty();
        finished = false;
        epoch.ifPresent(context::epoch);
        return Optional.of(progress(number));
    }

    private List<Reading> progress(long number) {
        if (number > epochs || epochs < 2) {
            return List.of();
        }
        context.counted();
        return List.of(new Reading.Progress(number, epochs));
    }

    private Optional<List<Reading>> bar(String line) {
        var match = BAR.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        var rest = match.group(3);
        boolean partial = rest.contains("ETA:")
                || Blanks.isDigitAt(match.group(2), 0) && !match.group(1).equals(match.group(2));
        return partial ? Optional.of(List.of()) : Optional.of(values(rest));
    }

    private Optional<List<Reading>> plain(String line) {
        var match = PLAIN.matcher(line);
        return epochs > 0 && match.matches() ? Optional.of(values(match.group(1))) : Optional.empty();
    }

    private List<Reading> values(String text) {
        boolean evaluation = finished && epochs > 0;
        var readings = new ArrayList<Reading>();
        for (var part : text.split(" - ")) {
            var scanned = FieldScanner.scan(part, 0, part.length());
            if (scanned.whole() && part.indexOf(':') > 0) {
                readings.addAll(Field.readings(scanned.fields(), evaluation ? EVALUATION : "", epoch));
            }
        }
        finished |= !readings.isEmpty();
        return readings;
    }
}
