package org.neronet.common.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;

/** Names and numbers that belong together: one JSON object, nested ones joined by {@code /}, or one row of a table. */
final class NumberRow implements JsonWalk.Visitor {
    private static final int MAX_NUMBERS = OutputReader.MAX_METRICS;

    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** The row of a JSON object's numbers, also those in quotes; lists are passed over. Empty when it is none. */
    static Optional<NumberRow> parse(String json) {
        var row = new NumberRow();
        return JsonWalk.walk(json, row) ? Optional.of(row) : Optional.empty();
    }

    void add(String name, double value) {
        if (numbers.size() < MAX_NUMBERS) {
            numbers.putIfAbsent(name, value);
        }
    }

    @Override
    public void number(String path, boolean inList, double value) {
        if (!inList) {
            add(path, value);
        }
    }

    @Override
    public void text(String path, String value) {
        if (NumberText.isNumber(value, 0, value.length())) {
            add(path, NumberText.value(value, 0, value.length()));
        } else if (texts.size() < MAX_NUMBERS) {
            texts.putIfAbsent(path, value);
        }
    }

    OptionalDouble number(String name) {
        var value = numbers.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /**
     * The numbers as values of metrics, the x axis left out: the best of its candidates that is there and finite.
     *
     * @param wanted the name of the x axis, when the user says so
     */
    List<Reading> readings(Optional<String> wanted) {
        var axis = FileAxis.in(numbers.keySet(), wanted).stream()
                .filter(name -> Double.isFinite(numbers.get(name)))
                .findFirst();
        var step = axis.map(name -> OptionalDouble.of(numbers.get(name))).orElse(OptionalDouble.empty());
        var readings = new ArrayList<Reading>(numbers.size());
        numbers.forEach((name, value) -> {
            if (axis.filter(name::equals).isEmpty()) {
                readings.add(new Reading.Value(name, step, value));
            }
        });
        return readings;
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    void forEach(BiConsumer<String, Double> action) {
        numbers.forEach(action);
    }

    void clear() {
        numbers.clear();
        texts.clear();
    }
}
