package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.Json;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.Labels;
import org.neronet.man.history.MetricSummary;
import org.neronet.man.testing.Samples;

class StatusJsonTest {
    private static String json(StatusReport report) {
        return Json.write(StatusJson.of(report));
    }

    @Test
    void anEndedExperimentHasEveryField() {
        var nan = new MetricSummary("loss", Double.NaN, Optional.empty(), Optional.empty(), 2.5, 1);
        var row = Samples.ended(7, "triton", AttemptState.FAILED, "exit 3");

        assertThat(json(new StatusReport(
                        List.of(Samples.report(row, Samples.metric("acc", 0.5, 0.25, 1), nan)), List.of())))
                .isEqualTo("{\"schema\":1,\"experiments\":[{\"id\":7,\"name\":\"lang/run-7\",\"collection\":\"lang\","
                        + "\"state\":\"failed\",\"reason\":\"exit 3\",\"cluster\":\"triton\",\"attempt\":1,"
                        + "\"job_id\":\"77_7\",\"node\":\"node1\",\"exit_code\":3,"
                        + "\"parameters\":{\"lr\":0.1,\"layers\":2},\"metrics\":{"
                        + "\"acc\":{\"last\":0.5,\"min\":0.25,\"max\":1.0,\"step\":4,\"count\":5},"
                        + "\"loss\":{\"last\":\"NaN\",\"min\":null,\"max\":null,\"step\":2.5,\"count\":1}},\"resources\":{},"
                        + "\"progress\":null,\"warnings\":[],\"defined_at\":\"2026-11-22T12:00:00Z\","
                        + "\"submitted_at\":\"2026-11-22T12:00:01Z\",\"started_at\":\"2026-11-22T12:00:05Z\","
                        + "\"ended_at\":\"2026-11-22T12:00:12Z\",\"results\":null,\"starred\":false,\"tags\":[],"
                        + "\"folder_changed\":null,\"held\":false,\"expected_at\":null}],"
                        + "\"clusters\":[]}");
    }

    @Test
    void starsAndTagsAreThere() {
        var row = Samples.defined(1);
        var labelled = new ExperimentRow(
                1,
                row.experiment(),
                row.definedAt(),
                row.latest(),
                row.supersededBy(),
                new Labels(true, List.of("best", "paper")));

        assertThat(json(new StatusReport(List.of(Samples.report(labelled)), List.of())))
                .contains("\"starred\":true,\"tags\":[\"best\",\"paper\"]");
    }

    @Test
    void unknownValuesAreNull() {
        assertThat(json(new StatusReport(List.of(Samples.report(Samples.defined(1))), List.of())))
                .contains("\"state\":\"defined\",\"reason\":null,\"cluster\":null,\"attempt\":null,\"job_id\":null,"
                        + "\"node\":null,\"exit_code\":null")
                .contains("\"submitted_at\":null,\"started_at\":null,\"ended_at\":null,\"results\":null");
    }

    @Test
    void clustersTellHowTheyWereFound() {
        var cluster = new ClusterReport(
                "triton",
                "slurm",
                Optional.of(true),
                Optional.of(Samples.T0),
                Optional.of("slurm-t"),
                Optional.of("login1"),
                Optional.empty());

        assertThat(json(new StatusReport(List.of(), List.of(cluster))))
                .isEqualTo("{\"schema\":1,\"experiments\":[],\"clusters\":[{\"name\":\"triton\",\"type\":\"slurm\","
                        + "\"reachable\":true,\"as_of\":\"2026-11-22T12:00:00Z\",\"queue\":\"slurm-t\","
                        + "\"host\":\"login1\",\"error\":null}]}");
    }
}
