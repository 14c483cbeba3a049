package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

class JsonLinesReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new JsonLinesReader();
    }

    @Override
    protected String path() {
        return "output/metrics.json";
    }

    @Override
    protected byte[] file() {
        return """
                {"iteration": 19, "loss": 0.5, "eval": {"AP": "12.5"}, "lr": NaN}
                {"iteration": 39, "loss": 0.25, "note": "x", "list": [1, 2]}
                """.getBytes(StandardCharsets.UTF_8);
    }
}
