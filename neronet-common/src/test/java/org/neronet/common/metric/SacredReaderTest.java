package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

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
}
