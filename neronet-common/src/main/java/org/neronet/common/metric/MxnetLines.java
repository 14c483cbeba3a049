package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What {@link MxnetReader} remembers of one stream: which batch it is, counted over all epochs. */
final class MxnetLines implements LineReader {
    private static final String EPOCH = "Epoch[";
    private static final String BATCH = " Batch [";
    private static final int DEEPEST = 200;

    private final Set<String> byBatch = new HashSet<>();
    private double before;
    private double batch;
    private double apart;

    @Override
    public int wants() {
        return LineTraits.SIGN;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int start = line.indexOf(EPOCH);
        if (start < 0 || start > DEEPEST || start > 0 && " :]\t".indexOf(line.charAt(start - 1)) < 0) {
            return Optional.empty();
        }
        int number = start + EPOCH.length();
        int close = NumberText.afterDigits(line, number, line.length());
        if (close == number || close - number > 9 || !line.startsWith("]", close)) {
            return Optional.empty();
        }
        double epoch = Double.parseDouble(line.substring(number, close));
        return line.startsWith(BATCH, close + 1)
                ? batch(line, close + 1 + BATCH.length())
                : epoch(line, close + 1, epoch);
    }

    /** {@code Batch [150]} or {@code Batch [100-150]}, then names with values. */
    private Optional<List<Reading>> batch(String line, int from) {
        int close = line.indexOf(']', from);
        int dash = line.lastIndexOf('-', close);
        var number = close < 0 ? OptionalDouble.empty() : ProgramNumber.of(line, Math.max(from, dash + 1), close);
        var pairs = close < 0 ? List.<Pair>of() : pairs(line.substring(close + 1));
        if (number.isEmpty() || pairs.isEmpty()) {
            return Optional.empty();
        }
        count(number.getAsDouble());
        var step = OptionalDouble.of(before + batch);
        var readings = new ArrayList<Reading>();
        for (var pair : pairs) {
            if (byBatch.size() < Columns.MAX) {
                byBatch.add(pair.name());
            }
            readings.add(new Reading.Value(pair.name(), step, pair.value()));
        }
        return Optional.of(readings);
    }

    /** A number that falls begins an epoch; the batches since the last line are as many as between lines. */
    private void count(double next) {
        if (next < batch || next == batch && apart > 0) {
            before += batch + apart;
            batch = 0;
        }
        apart = next - batch;
        batch = next;
    }

    /** {@code Validation-accuracy=0.9}; what lines with a batch have too stays on their axis. */
    private Optional<List<Reading>> epoch(String line, int from, double epoch) {
        int sign = line.indexOf('=', from);
        var value = sign < 0 ? OptionalDouble.empty() : Scan.number(line, sign + 1);
        var name = sign < 0 ? "" : line.substring(from, sign).strip();
        if (!line.startsWith(" ", from) || value.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        double step = byBatch.contains(name) ? before + batch + apart : epoch;
        return Optional.of(List.of(new Reading.Value(name, OptionalDouble.of(step), value.getAsDouble())));
    }

    /** {@code Speed: 54.82 samples/sec}, {@code Train-accuracy=0.88}, parted by tabs, blanks or commas. */
    private static List<Pair> pairs(String text) {
        var words = Scan.words(text);
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            int sign = word.indexOf('=');
            boolean colon = sign < 0 && word.endsWith(":") && i + 1 < words.size();
            var name = colon ? word.substring(0, word.length() - 1) : sign > 0 ? word.substring(0, sign) : "";
            var value = colon ? Scan.number(words.get(i + 1), 0) : Scan.number(word, sign + 1);
            if (!name.isEmpty() && NameText.isStart(name.charAt(0))) {
                value.ifPresent(number -> pairs.add(new Pair(name, number)));
            }
        }
        return pairs;
    }
}
