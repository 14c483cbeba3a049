package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Reads {@code ::neronet loss=0.3 step=12} and {@code ::neronet {"loss": 0.3, "step": 12}}, which programs print for
 * Neronet: everything in them counts at first sight.
 */
final class MarkerLines implements LineReader {
    static final String MARKER = "::neronet ";

    /** What the place on the x axis is called, the best first. */
    private static final List<String> PLACES = List.of("step", "epoch");

    private static final Set<String> RESERVED = Set.of("step", "epoch", "time", "total");

    @Override
    public int wants() {
        return LineTraits.SIGN;
    }

    @Override
    public Optional<List<Reading>> read(String line) {
        int at = find(line);
        if (at < 0) {
            return Optional.empty();
        }
        boolean first = Blanks.skip(line, 0, at) == at;
        boolean quoted = !first && "\"'`({".indexOf(line.charAt(at - 1)) >= 0;
        int from = Blanks.skip(line, at + MARKER.length(), line.length());
        return quoted || !first && !isWhole(line, from) ? Optional.empty() : values(line, from);
    }

    /** Behind other text the marker may be part of a sentence: then it is not followed by pairs only. */
    private static boolean isWhole(String line, int from) {
        return line.startsWith("{", from)
                || FieldScanner.scan(line, from, line.length()).whole();
    }

    /** Most colons are followed by something else. */
    private static int find(String line) {
        int at = line.indexOf(':');
        while (at >= 0 && !line.startsWith(MARKER, at)) {
            at = line.indexOf(':', at + 1);
        }
        return at;
    }

    private static Optional<List<Reading>> values(String line, int from) {
        var readings = new ArrayList<Reading>();
        var numbers = line.startsWith("{", from) ? json(line, from) : pairs(line, from, readings);
        var place = PLACES.stream()
                .filter(numbers::containsKey)
                .findFirst()
                .map(name -> OptionalDouble.of(numbers.get(name)))
                .filter(value -> Double.isFinite(value.getAsDouble()))
                .orElse(OptionalDouble.empty());
        numbers.forEach((name, value) -> {
            if (!RESERVED.contains(name)) {
                readings.add(new Reading.Value(name, place, value));
            }
        });
        progress(place, numbers.get("total")).ifPresent(readings::add);
        return numbers.isEmpty() && readings.isEmpty() ? Optional.empty() : Optional.of(readings);
    }

    private static Map<String, Double> json(String line, int from) {
        return DictText.read(line, from).map(DictText.Dict::numbers).orElse(Map.of());
    }

    private static Map<String, Double> pairs(String line, int from, List<Reading> out) {
        var numbers = new LinkedHashMap<String, Double>();
        for (int at = from; at < line.length(); at = Blanks.skip(line, at, line.length())) {
            int end = Blanks.wordEnd(line, at, line.length());
            int sign = line.indexOf('=', at);
            if (sign > at && sign < end) {
                put(line.substring(at, sign), line.substring(sign + 1, end), numbers, out);
            }
            at = end;
        }
        return numbers;
    }

    private static void put(String name, String value, Map<String, Double> numbers, List<Reading> out) {
        int slash = value.indexOf('/');
        if (NumberText.isNumber(value, 0, value.length())) {
            numbers.put(name, NumberText.value(value, 0, value.length()));
        } else if (name.equals("progress") && slash > 0) {
            number(value, 0, slash)
                    .flatMap(done -> number(value, slash + 1, value.length())
                            .flatMap(total -> progress(OptionalDouble.of(done), total)))
                    .ifPresent(out::add);
        }
    }

    private static Optional<Double> number(String text, int from, int to) {
        return NumberText.isNumber(text, from, to) ? Optional.of(NumberText.value(text, from, to)) : Optional.empty();
    }

    private static Optional<Reading> progress(OptionalDouble done, Double total) {
        boolean known = total != null && done.isPresent();
        boolean possible =
                known && total >= 1 && total <= 1L << 53 && done.getAsDouble() >= 0 && done.getAsDouble() <= total;
        return possible
                ? Optional.of(new Reading.Progress((long) done.getAsDouble(), total.longValue()))
                : Optional.empty();
    }
}
