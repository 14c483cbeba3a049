package org.neronet.common.rule;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neronet.common.json.JsonObject;

/** One rule as the user wrote it, with typed access; what is wrong is a {@link RuleException} that names its key. */
record Written(JsonObject json) {
    boolean has(String key) {
        return json.has(key);
    }

    void allowOnly(Set<String> keys) {
        json.asMap().keySet().stream()
                .filter(key -> !keys.contains(key))
                .findFirst()
                .ifPresent(key -> {
                    throw new RuleException("a rule has no '" + key + "'");
                });
    }

    Optional<String> text(String key) {
        var value = json.asMap().get(key);
        if (value instanceof JsonObject || value instanceof Collection<?>) {
            throw new RuleException("'" + key + "' is no single value");
        }
        return Optional.ofNullable(value).map(Written::plain);
    }

    /** A whole number from {@code least} on. */
    long integer(String key, long least, long otherwise) {
        var value = text(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().matches("\\d{1,15}") || Long.parseLong(value.get()) < least) {
            throw new RuleException("'" + key + "' must be a whole number from " + least + " on");
        }
        return Long.parseLong(value.get());
    }

    OptionalDouble number(String key) {
        if (!has(key)) {
            return OptionalDouble.empty();
        }
        var value = json.asMap().get(key);
        // JSON has no infinities; that is how they arrive.
        boolean infinite = "Infinity".equals(value) || "-Infinity".equals(value);
        double number = value instanceof Number n ? n.doubleValue() : infinite ? json.number(key) : Double.NaN;
        if (Double.isNaN(number)) {
            throw new RuleException("'" + key + "' must be a number");
        }
        return OptionalDouble.of(number);
    }

    double notNegative(String key, double otherwise) {
        double value = number(key).orElse(otherwise);
        if (!(value >= 0)) {
            throw new RuleException("'" + key + "' cannot be negative");
        }
        return value;
    }

    Optional<Duration> span(String key) {
        return parsed(key, Span::parse, "a time such as 30m or 1h30m");
    }

    <T> Optional<T> parsed(String key, Function<String, Optional<T>> parser, String what) {
        return text(key)
                .map(text -> parser.apply(text)
                        .orElseThrow(
                                () -> new RuleException("'" + key + "' must be " + what + ", not '" + text + "'")));
    }

    /** As written, for reports: {@code metric: val_loss, patience: 10}. */
    String words() {
        return json.asMap().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + plain(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String plain(Object value) {
        return value instanceof Double number ? NumberWords.text(number) : String.valueOf(value);
    }
}
