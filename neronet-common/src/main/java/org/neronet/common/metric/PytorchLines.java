package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;

/** Reads {@code Test set: Average loss: 0.0468, Accuracy: 9842/10000 (98%)} and {@code val Loss: 0.36 Acc: 0.86}, as the
 * examples of PyTorch print them. */
final class PytorchLines implements LineReader {
    private static final String SENTENCE = "Accuracy of ";

    private final StreamContext context;

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
        int start = Blanks.skip(line, 0, length);
        if (line.startsWith(SENTENCE, start) || line.startsWith("Accuracy on ", start)) {
            return sentence(line, start);
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
        return line.startsWith(":", set) ? values(line, line.substring(start, set) + "/", set + 1) : Optional.empty();
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    /** {@code Accuracy of the network on the 10000 test images: 55 %}, and {@code Accuracy of plane : 60 %}. */
    private Optional<List<Reading>> sentence(String line, int start) {
        int colon = line.indexOf(':', start);
        int from = Blanks.skip(line, colon + 1, line.length());
        int to = NumberText.end(line, from, line.length());
        int end = Blanks.skip(line, to, line.length());
        if (colon < 0
                || to == from
                || !line.startsWith("%", end)
                || Blanks.skip(line, end + 1, line.length()) < line.length()) {
            return Optional.empty();
        }
        var name = line.substring(start, Blanks.before(line, start, colon));
        return Optional.of(List.of(new Reading.Value(name, context.step(), NumberText.value(line, from, to))));
    }

    /** Then only the first part is about what the line begins with. */
    private static boolean hasParts(String line) {
        return line.indexOf('|') >= 0 || line.indexOf(',') >= 0 || line.indexOf(';') >= 0 || line.contains(" - ");
    }

    private Optional<List<Reading>> values(String line, String prefix, int from) {
        var scanned = FieldScanner.scan(line, from, line.length());
        boolean metrics = scanned.fields().stream().anyMatch(field -> Words.isMetric(field.name()));
        boolean several = line.startsWith(":", from - 1)
                || line.startsWith("-", from - 1)
                || scanned.fields().size() > 1 && !hasParts(line);
        return scanned.whole() && metrics && several
                ? Optional.of(Field.readings(scanned.fields(), prefix, context.step()))
                : Optional.empty();
    }
}
