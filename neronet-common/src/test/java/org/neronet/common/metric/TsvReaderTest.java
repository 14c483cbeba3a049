package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

class TsvReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new TsvReader();
    }

    @Override
    protected String path() {
        return "dvclive/plots/metrics/train/acc.tsv";
    }

    @Override
    protected byte[] file() {
        return """
                step\tacc
                0\t0.5
                1\t0.75
                """.getBytes(StandardCharsets.UTF_8);
    }
}
