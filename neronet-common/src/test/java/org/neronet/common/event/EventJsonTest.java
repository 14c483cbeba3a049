package org.neronet.common.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

class EventJsonTest {
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 3, 1);
    private static final Instant AT = Instant.parse("2030-01-01T00:00:00.123456789Z");

    static Stream<Event> events() {
        var samples = List.of(new MetricSample("loss", 0.5, Double.NEGATIVE_INFINITY, 7));
        return Stream.of(
                new Event.Submitted(KEY, AT),
                new Event.Queued(KEY, AT, Optional.of("5_1")),
                new Event.Queued(KEY, AT, Optional.empty()),
                new Event.SubmitUnknown(KEY, AT, "sbatch timed out"),
                new Event.Started(KEY, AT, "n1", Optional.of("5")),
                new Event.Environment(KEY, AT, JsonObject.of("cpus", 2L)),
                new Event.Metrics(KEY, AT, MetricSource.STDOUT, samples),
                new Event.Warned(KEY, AT, "careful"),
                new Event.TerminationAsked(KEY, AT),
                new Event.HoldAsked(KEY, AT),
                new Event.ReleaseAsked(KEY, AT),
                new Event.Released(KEY, AT),
                new Event.Waits(KEY, AT, "Priority", Optional.of(AT)),
                new Event.Waits(KEY, AT, "", Optional.empty()),
                new Event.Fetched(KEY, AT, "/exp/results/3-a"),
                new Event.Ended(KEY, AT, AttemptState.TIMED_OUT, Optional.of(15), "time limit", "sacct: TIMEOUT"),
                new Event.Ended(KEY, AT, AttemptState.LOST, Optional.empty(), "gone", "none"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventsComeBack(Event event) {
        assertThat(EventJson.read(Json.parseObject(EventJson.write(event).toString())))
                .isEqualTo(event);
    }

    @Test
    void unknownTypesAreNamed() {
        var written = EventJson.write(new Event.Submitted(KEY, AT)).with("type", "Later");
        var json = Json.parseObject(written.toString());

        assertThatThrownBy(() -> EventJson.read(json))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("Later");
    }

    @Test
    void anEndNeedsAnEndState() {
        assertThatThrownBy(() -> new Event.Ended(KEY, AT, AttemptState.RUNNING, Optional.empty(), "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
