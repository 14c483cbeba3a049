package org.neronet.man.rules;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neronet.common.batch.LimitWarning;
import org.neronet.man.config.Problems;
import org.neronet.man.config.YamlFields;
import org.neronet.man.config.YamlValue;
import org.neronet.man.config.YamlValue.Mapping;
import org.neronet.man.config.YamlValue.Scalar;
import org.neronet.man.config.YamlValue.Sequence;

/** Checks {@code before_time_limit}: a time, or a map of a time and a signal. */
final class TimeLimitReader {
    private static final String KEY = "before_time_limit";
    private static final String EXAMPLE = "before_time_limit: 5m";
    private static final String SIGNAL = "--signal";

    private final Problems problems;

    TimeLimitReader(Problems problems) {
        this.problems = problems;
    }

    /** @param limit the time limit that the block sets, if any */
    void check(YamlFields fields, Optional<Duration> limit) {
        fields.value(KEY).ifPresent(value -> {
            if (value instanceof Mapping map) {
                check(map, limit);
            } else {
                time(KEY, value, limit);
            }
            noOtherSignal(fields);
        });
    }

    private void check(Mapping map, Optional<Duration> limit) {
        var fields = new YamlFields(map, problems);
        fields.allowOnly(Set.of("time", "signal"));
        fields.oneOf("signal", LimitWarning.SIGNALS);
        if (fields.value("time").isEmpty()) {
            problems.add(map.start(), "'" + KEY + "' does not say how long before", KEY + ": {time: 5m, signal: USR1}");
        }
        fields.value("time").ifPresent(value -> time(KEY + ".time", value, limit));
    }

    private void time(String key, YamlValue value, Optional<Duration> limit) {
        var text = value instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.<String>empty();
        if (text.filter(Spans.SPAN.asMatchPredicate()).isEmpty()) {
            var got = text.map(t -> "'" + t + "'").orElse(value.kind());
            problems.add(value.start(), "'" + key + "' must be a time such as 30m or 1h30m, not " + got, EXAMPLE);
            return;
        }
        var lead = LimitWarning.lead(text.get());
        if (lead.isEmpty()) {
            problems.add(value.start(), "'" + key + "' must be from 1s to 18h, not '" + text.get() + "'", EXAMPLE);
        } else if (limit.filter(l -> l.compareTo(lead.get()) <= 0).isPresent()) {
            var message = "'" + key + "' is " + text.get() + ", but the time limit is not longer than that";
            problems.add(value.start(), message, "a longer resources.time, or a shorter " + KEY);
        }
    }

    private void noOtherSignal(YamlFields fields) {
        var value = fields.value("sbatch_args").orElse(null);
        var parts =
                value instanceof Sequence list ? list.items() : value == null ? List.<YamlValue>of() : List.of(value);
        parts.stream()
                .filter(Scalar.class::isInstance)
                .flatMap(part -> Stream.of(((Scalar) part).text().split("\\s+")))
                .filter(word -> word.equals(SIGNAL) || word.startsWith(SIGNAL + "="))
                .findFirst()
                .ifPresent(word -> problems.add(
                        fields.start("sbatch_args"),
                        "'" + SIGNAL + "' in sbatch_args and '" + KEY + "' exclude each other",
                        "keep one of the two"));
    }
}
