package org.neronet.common.metric;

import java.nio.charset.StandardCharsets;

class MlflowReaderTest extends FileReaderContract {
    @Override
    protected FileMetricReader reader() {
        return new MlflowReader();
    }

    @Override
    protected String path() {
        return "mlruns/0/ab/metrics/val/acc";
    }

    @Override
    protected byte[] file() {
        return """
                1656833985420 0.5 0
                1656833985520 nan 1
                1656833985620 0.75 2
                """.getBytes(StandardCharsets.UTF_8);
    }
}
