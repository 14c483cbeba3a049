package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

class MetricsJsonReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new MetricsJsonReader();
    }

    @Override
    protected String path() {
        return "dvclive/metrics.json";
    }

    @Override
    protected byte[] file() {
        return """
                {
                  "train": {"loss": 0.5, "acc": 0.75},
                  "step": 9
                }
                """.getBytes(StandardCharsets.UTF_8);
    }
}
