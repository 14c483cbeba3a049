package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code … | train | epoch 001 | loss 9.5 | …} and {@code … | valid | epoch 3 | valid on 'valid' subset | …}. */
final class FairseqLines implements LineReader {
    private static final String EPOCH = "| epoch ";
    private static final String SUBSET = " on '";

    private final StreamContext context;
    private final EpochAxis axis = new EpochAxis();

    FairseqLines(StreamContext context) {
        this.context = context;
    }

    @Override
    public int wants() {
        return LineTraits.BAR;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int epochAt = line.indexOf(EPOCH);
        if (epochAt < 0) {
            return Optional.empty();
        }
        var count = new CountText(line);
        if (!count.read(epochAt + EPOCH.length())) {
            return Optional.empty();
        }
        double epoch = count.value();
        int rest = count.end();
        var part = OptionalDouble.empty();
        int apart = line.startsWith(" |", rest) ? rest + 1 : rest;
        if ((apart > rest || line.startsWith(":", rest)) && count.read(apart + 1) && count.total() > 0) {
            part = OptionalDouble.of(count.value() / count.total());
            rest = count.end();
        }
        return values(subset(line, epochAt), line, rest, axis.place(epoch, part));
    }

    private Optional<List<Reading>> values(String subset, String line, int from, double epoch) {
        var fields = FieldScanner.scan(line, from, line.length()).fields();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        context.step(epoch);
        var place = fields.stream()
                .filter(field -> Pair.rank(field.name()) > 1)
                .mapToDouble(Field::value)
                .filter(Double::isFinite)
                .findFirst();
        var values = new ArrayList<>(fields);
        values.removeIf(field -> Pair.isStepName(field.name()));
        return Optional.of(Field.readings(values, subset, place.isPresent() ? place : OptionalDouble.of(epoch)));
    }

    /** The data that the line is about, as a prefix; nothing when the line does not say. */
    private static String subset(String line, int epochAt) {
        int on = line.indexOf(SUBSET, epochAt);
        int close = on < 0 ? -1 : line.indexOf('\'', on + SUBSET.length());
        if (close > 0) {
            return line.substring(on + SUBSET.length(), close) + "/";
        }
        int to = Blanks.before(line, 0, epochAt);
        int from = line.lastIndexOf('|', Math.max(0, to - 1)) + 1;
        var word = line.substring(Math.min(from, to), to).strip();
        boolean named =
                NameText.isWord(word, 0, word.length()) && NameText.end(word, 0, word.length()) == word.length();
        return named && !word.toUpperCase(Locale.ROOT).equals(word) ? word + "/" : "";
    }
}
