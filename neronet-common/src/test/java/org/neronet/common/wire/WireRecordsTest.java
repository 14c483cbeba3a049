package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

class WireRecordsTest {
    @Test
    void endpointsComeBack() {
        var endpoint = new Endpoint(List.of("10.0.0.1", "fe80::1"), 4711, 3);

        assertThat(Endpoint.fromJson(again(endpoint.toJson()))).isEqualTo(endpoint);
    }

    @Test
    void clusterSettingsComeBack() {
        var all = new ClusterSettings(
                "slurm",
                Optional.of("~/w"),
                Optional.of(4),
                List.of("-p"),
                List.of("ml x"),
                Optional.of("10.0.0.1"),
                GridEngineSettings.NONE,
                new ClusterLimits(
                        Optional.of(8), Optional.of(5L), Optional.of(0), Optional.of(3), Optional.of("crontab")));

        assertThat(ClusterSettings.fromJson(again(all.toJson()))).isEqualTo(all);
        assertThat(ClusterSettings.fromJson(
                        again(ClusterSettings.ofType("direct").toJson())))
                .isEqualTo(ClusterSettings.ofType("direct"));
    }

    @Test
    void templatesComeBackAndNameTheQueue() {
        var command = new CommandSettings(
                Map.of("submit", "q {script}", "queue", "pbs"),
                Map.of("running", List.of("R", "E")),
                Map.of("timed_out", List.of("-29")),
                List.of("0", "153"));
        var all = ClusterSettings.ofType("command").with(command);

        assertThat(ClusterSettings.fromJson(again(all.toJson()))).isEqualTo(all);
        assertThat(all.queueWord()).isEqualTo("command:pbs");
        assertThat(ClusterSettings.ofType("slurm").queueWord()).isEqualTo("slurm");
        assertThat(command.state("E")).contains("running");
        assertThat(command.state("X")).isEmpty();
        assertThat(command.exit("-29")).contains("timed_out");
    }

    @Test
    void faultsComeBackAsExceptions() {
        var fault = Fault.of(new NeronetException(ExitCode.REFUSED, "no", "type yes"));
        var back = Fault.fromJson(again(fault.toJson())).toException();

        assertThat(back.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(back).hasMessage("no");
        assertThat(back.hint()).contains("type yes");
        assertThat(Fault.of(new NeronetException(ExitCode.FAILURE, "no"))
                        .toException()
                        .hint())
                .isEmpty();
    }

    @Test
    void sequencedEventsComeBack() {
        var event = new SequencedEvent(9, new Event.Submitted(new AttemptKey("a".repeat(32), 1, 1), Instant.EPOCH));

        assertThat(SequencedEvent.fromJson(again(event.toJson()))).isEqualTo(event);
    }

    @Test
    void resultFilesStayInTheirFolder() {
        var file = new ResultFile("out/a.txt", 5, true);

        assertThat(ResultFile.fromJson(again(file.toJson()))).isEqualTo(file);
        assertThatThrownBy(() -> new ResultFile("../a", 5, false)).isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonObject again(JsonObject json) {
        return Json.parseObject(json.toString());
    }
}
