package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code Test set: Average loss: 0.0468, Accuracy: 9842/10000 (98%)} and {@code val Loss: 0.36 Acc: 0.86}, as the
 * examples of PyTorch print them. */
final class PytorchLines implements LineReader {
    private static final String SENTENCE = "Accuracy of ";

    private final StreamContext context;
    private final EpochAxis axis = new EpochAxis();

    PytorchLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.SIGN;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int length = line.length();
        int start = LeadWords.afterDecoration(line);
        if (start == length) {
            return Optional.empty();
        }
        if (line.startsWith(SENTENCE, start)
                || line.startsWith("Accuracy on ", start)
                || line.startsWith("Accuracy for ", start)) {
            return sentence(line, start);
        }
        int bracket = line.stripTrailing().endsWith("]") ? line.lastIndexOf('[') : -1;
        if (bracket > start) {
            return part(line, start, bracket);
        }
        int end = NameText.end(line, start, length);
        if (!StepWord.isTesting(line, start, end) && !StepWord.isTraining(line, start, end)) {
            return Optional.empty();
        }
        int set = line.regionMatches(true, end, " set", 0, 4) ? end + 4 : end;
        if (set == end && line.startsWith(" - ", end)) {
            return values(line, line.substring(start, end) + "/", end + 2);
        }
        if (set == end && line.startsWith(" ", end) && line.indexOf(':', end) != line.lastIndexOf(':')) {
            return values(line, line.substring(start, end) + "/", end + 1);
        }
        if (set > end && line.startsWith(" ", set)) {
            return values(line, line.substring(start, set) + "/", set + 1);
        }
        return line.startsWith(":", set) ? values(line, line.substring(start, set) + "/", set + 1) : Optional.empty();
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    /** {@code Accuracy of the network on the 10000 test images: 55 %}, and {@code Accuracy of plane : 60 %}. */
    private Optional<List<Reading>> sentence(String line, int start) {
        int is = line.startsWith("Accuracy for ", start) ? line.lastIndexOf(" is ") : -1;
        int colon = is > 0 ? is : line.indexOf(':', start);
        int from = Blanks.skip(line, is > 0 ? is + 4 : colon + 1, line.length());
        int to = NumberText.end(line, from, line.length());
        int end = Blanks.skip(line, to, line.length());
        if (colon < 0
                || to == from
                || !line.startsWith("%", end)
                || Blanks.skip(line, end + 1, line.length()) < line.length()) {
            return Optional.empty();
        }
        var name = Blanks.single(
                line.substring(start, Blanks.before(line, start, colon)).replace(": ", " "));
        return Optional.of(List.of(new Reading.Value(name, context.step(), NumberText.value(line, from, to))));
    }

    /** {@code loss: 2.303494  [   64/60000]}. */
    private Optional<List<Reading>> part(String line, int start, int bracket) {
        var count = new CountText(line);
        boolean counted = count.read(bracket + 1) && count.total() > 0 && count.value() <= count.total();
        boolean closed =
                counted && Blanks.skip(line, count.end(), line.length()) + 1 == Blanks.before(line, 0, line.length());
        var scanned = FieldScanner.scan(line, start, closed ? bracket : start);
        boolean signed = closed && Blanks.isBlank(line.charAt(bracket - 1)) && line.indexOf(':', start) > 0;
        if (!signed || !scanned.whole() || scanned.fields().isEmpty()) {
            return Optional.empty();
        }
        var readings = new ArrayList<>(Field.readings(scanned.fields(), "", place(count)));
        if (!context.isCounted()) {
            readings.add(0, new Reading.Progress((long) count.value(), count.total()));
        }
        return Optional.of(readings);
    }

    private OptionalDouble place(CountText count) {
        return context.isInEpoch()
                ? OptionalDouble.of(
                        axis.place(context.step().getAsDouble(), OptionalDouble.of(count.value() / count.total())))
                : OptionalDouble.of(count.value());
    }

    /** Then only the first part is about what the line begins with. */
    private static boolean hasParts(String line) {
        return line.indexOf('|') >= 0 || line.indexOf(',') >= 0 || line.indexOf(';') >= 0 || line.contains(" - ");
    }

    private Optional<List<Reading>> values(String line, String prefix, int from) {
        var scanned = FieldScanner.scan(line, from, line.length());
        boolean metrics = scanned.fields().stream().anyMatch(field -> Words.isMetric(field.name()));
        boolean several = prefix.endsWith(" set/")
                || line.startsWith(":", from - 1)
                || line.startsWith("-", from - 1)
                || scanned.fields().size() > 1 && !hasParts(line);
        return scanned.whole() && metrics && several
                ? Optional.of(Field.readings(scanned.fields(), prefix, context.step()))
                : Optional.empty();
    }
}
