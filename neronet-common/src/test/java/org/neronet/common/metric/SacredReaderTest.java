package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;

class SacredReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new SacredReader();
    }

    @Override
    protected String path() {
        return "runs/1/metrics.json";
    }

    @Override
    protected byte[] file() {
        return """
                {"loss": {"steps": [0, 1], "timestamps": ["2026-01-01T00:00:00", "b"], "values": [0.5, 0.25]},
                 "acc": {"steps": [1], "timestamps": ["a"], "values": [0.75]}}
                """.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void numbersOfNumpyAreReadBesidePlainOnes() {
        var file = """
                {"loss": {"steps": [0, {"dtype": "int64", "py/object": "numpy.int64", "value": 1}, 2],
                  "timestamps": ["a", "b", "c"],
                  "values": [{"dtype": "float64", "py/object": "numpy.float64", "value": 0.5}, 0.25,
                    {"dtype": "float64", "py/object": "numpy.float64", "value": 0.125}]}}
                """.getBytes(StandardCharsets.UTF_8);

        assertThat(all(file, file.length))
                .extracting(MetricSample::name, MetricSample::step, MetricSample::value)
                .containsExactly(tuple("loss", 0.0, 0.5), tuple("loss", 1.0, 0.25), tuple("loss", 2.0, 0.125));
    }
}
