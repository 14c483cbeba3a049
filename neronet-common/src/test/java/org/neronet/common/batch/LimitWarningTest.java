package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitWarningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"5m\" | 300 | careful",
                "\"1h30m\" | 5400 | careful",
                "{\"time\": \"90s\"} | 90 | careful",
                "{\"time\": \"5m\", \"signal\": \"USR1\"} | 300 | USR1",
                "{\"time\": \"2min\", \"signal\": \"USR2\"} | 120 | USR2",
                "{\"time\": \"5m\", \"signal\": \"none\"} | 300 | none"
            })
    void isReadInBothForms(String written, long seconds, String signal) {
        assertThat(read(written)).contains(new LimitWarning(Duration.ofSeconds(seconds), signal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"x\"",
                "\"0s\"",
                "5",
                "null",
                "[]",
                "\"1d\"",
                "{}",
                "{\"time\": 5}",
                "{\"time\": \"5m\", \"signal\": \"KILL\"}",
                "{\"time\": \"5m\", \"signal\": 9}"
            })
    void whatCannotBeUnderstoodAsksForNothing(String written) {
        assertThat(read(written)).isEmpty();
    }

    @Test
    void withoutTheKeyThereIsNone() {
        assertThat(LimitWarning.of(Plans.of("true"))).isEmpty();
    }

    @Test
    void otherValuesCannotBeMade() {
        assertThatThrownBy(() -> new LimitWarning(Duration.ZERO, "USR1")).hasMessageContaining("1 s to 65,535 s");
        assertThatThrownBy(() -> new LimitWarning(Duration.ofDays(1), "USR1")).hasMessageContaining("65,535 s");
        assertThatThrownBy(() -> new LimitWarning(Duration.ofMinutes(1), "KILL"))
                .hasMessage("no signal of a warning: KILL");
    }

    private static Optional<LimitWarning> read(String written) {
        return LimitWarning.of(Plans.watched(Plans.of("true"), "{\"before_time_limit\": " + written + "}"));
    }
}
