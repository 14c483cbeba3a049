package org.neronet.common.rule;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neronet.common.json.JsonObject;

/** Which metrics are better small and which large: as the user wrote under {@code metrics: {goal: …}}, else by their names. */
final class Goals {
    private static final Map<String, Goal> WORDS = Map.of("min", Goal.MIN, "max", Goal.MAX);

    private final Map<String, Goal> written;

    private Goals(Map<String, Goal> written) {
        this.written = written;
    }

    /** Nothing written, so by the names alone. */
    static Goals byName() {
        return new Goals(Map.of());
    }

    /** @param watch what the user wrote for whoever watches; its {@code metrics} may be a map with {@code goal} */
    static Goals of(JsonObject watch) {
        var map = watch.asMap().get("metrics") instanceof JsonObject metrics
                ? metrics.optionalObject("goal").map(JsonObject::asMap).orElse(Map.of())
                : Map.<String, Object>of();
        return new Goals(map.entrySet().stream()
                .filter(entry -> WORDS.containsKey(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> WORDS.get((String) entry.getValue()))));
    }

    /** Empty when neither the user nor the name says it. */
    Optional<Goal> of(String metric) {
        return Optional.ofNullable(written.get(metric)).or(() -> Goal.ofName(metric));
    }
}
