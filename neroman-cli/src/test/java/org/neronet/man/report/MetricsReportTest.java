package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSource;
import org.neronet.common.json.Json;
import org.neronet.man.history.MetricPoint;
import org.neronet.man.testing.Samples;

class MetricsReportTest {
    private static MetricsReport report() {
        var series = new LinkedHashMap<String, List<MetricPoint>>();
        series.put("val_loss", List.of(new MetricPoint(0, 0.5, Samples.T0, MetricSource.STDOUT, 1)));
        series.put("a,\"b", List.of(new MetricPoint(1.5, Double.NaN, Samples.T0, MetricSource.STDERR, 2)));
        return new MetricsReport(7, 2, series);
    }

    @Test
    void csvQuotesStrangeNames() {
        assertThat(report().csv())
                .containsExactly(
                        "metric,step,value,time",
                        "val_loss,0,0.5,2026-11-22T12:00:00Z",
                        "\"a,\"\"b\",1.5,NaN,2026-11-22T12:00:00Z");
    }

    @Test
    void jsonHasAllPoints() {
        assertThat(Json.write(report().json()))
                .isEqualTo("{\"schema\":1,\"id\":7,\"attempt\":2,\"metrics\":{\"val_loss\":[{\"step\":0,\"value\":0.5,"
                        + "\"at\":\"2026-11-22T12:00:00Z\",\"stream\":\"stdout\",\"attempt\":1}],\"a,\\\"b\":[{\"step\":1.5,"
                        + "\"value\":\"NaN\",\"at\":\"2026-11-22T12:00:00Z\",\"stream\":\"stderr\",\"attempt\":2}]}}");
    }

    @Test
    void theTableHasALinePerValue() {
        assertThat(report().table(80))
                .containsExactly(
                        "METRIC    STEP  VALUE  STREAM", "val_loss     0    0.5", "a,\"b       1.5    NaN  stderr");
    }
}
