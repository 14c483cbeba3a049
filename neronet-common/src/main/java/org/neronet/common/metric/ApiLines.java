package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The lines that programs append to {@code $NERONET_METRICS}: {@code loss 0.3}, {@code step=12 loss=0.3} or a JSON object.
 * What is written there is meant, so nothing is doubted; a line that is none of these says nothing.
 */
public final class ApiLines implements LineReader {
    private static final Set<String> RESERVED = Set.of("step", "epoch", "time", "total", "_type");

    @Override
    public Optional<List<Reading>> read(String line) {
        var text = line.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return text.charAt(0) == '{' ? NumberRow.parse(text).flatMap(ApiLines::readings) : pairs(text);
    }

    /** A fresh reader of such a file. */
    public static ByteReader start() {
        return new TextLines(new ApiLines());
    }

    private static Optional<List<Reading>> pairs(String text) {
        var row = new NumberRow();
        var words = text.split("\\s+");
        boolean plain = words.length % 2 == 0 && text.indexOf('=') < 0;
        for (int i = 0; i < words.length; i += plain ? 2 : 1) {
            int equals = words[i].indexOf('=');
            var name = plain ? words[i] : words[i].substring(0, Math.max(0, equals));
            var value = plain ? words[i + 1] : words[i].substring(equals + 1);
            if (name.isEmpty() || !NumberText.isNumber(value, 0, value.length())) {
                return Optional.empty();
            }
            row.add(name, NumberText.value(value, 0, value.length()));
        }
        return readings(row);
    }

    private static Optional<List<Reading>> readings(NumberRow row) {
        var type = row.text("_type").orElse("");
        var step = finite(row.number("step"));
        var total = finite(row.number("total"));
        var readings = new ArrayList<Reading>();
        if (step.isPresent() && total.isPresent() && (type.isEmpty() || type.equals("progress"))) {
            progress(step.getAsDouble(), total.getAsDouble()).ifPresent(readings::add);
        }
        var axis = step.isPresent() ? step : finite(row.number("epoch"));
        if (type.isEmpty()) {
            row.forEach((name, value) -> {
                if (!RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                    readings.add(new Reading.Value(name, axis, value));
                }
            });
        }
        return Optional.of(readings);
    }

    private static Optional<Reading> progress(double done, double total) {
        boolean sound = total >= 1 && total < 1L << 53 && done >= 0;
        return sound ? Optional.of(new Reading.Progress((long) Math.min(done, total), (long) total)) : Optional.empty();
    }

    private static OptionalDouble finite(OptionalDouble number) {
        return number.isPresent() && Double.isFinite(number.getAsDouble()) ? number : OptionalDouble.empty();
    }
}
