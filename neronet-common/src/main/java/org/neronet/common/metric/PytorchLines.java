package org.neronet.common.metric;

import java.util.List;
import java.util.Optional;

/** Reads {@code Test set: Average loss: 0.0468, Accuracy: 9842/10000 (98%)}, as the examples of PyTorch print it. */
final class PytorchLines implements LineReader {
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
        int end = NameText.end(line, start, length);
        if (!StepWord.isTesting(line, start, end) && !StepWord.isTraining(line, start, end)) {
            return Optional.empty();
        }
        int set = line.regionMatches(true, end, " set", 0, 4) ? end + 4 : end;
        return line.startsWith(":", set) ? values(line, line.substring(start, set) + "/", set + 1) : Optional.empty();
    }

    @Override
    public Optional<List<Reading>> readLogged(String message) {
        return read(message);
    }

    private Optional<List<Reading>> values(String line, String prefix, int from) {
        var scanned = FieldScanner.scan(line, from, line.length());
        boolean metrics = scanned.fields().stream().anyMatch(field -> Words.isMetric(field.name()));
        return scanned.whole() && metrics
                ? Optional.of(Field.readings(scanned.fields(), prefix, context.step()))
                : Optional.empty();
    }
}
