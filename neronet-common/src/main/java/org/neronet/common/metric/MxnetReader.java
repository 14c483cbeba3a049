package org.neronet.common.metric;

/**
 * Reads what MXNet's training loop logs. The x axis of lines with a batch counts batches over all epochs; that of other
 * lines is the epoch.
 */
public final class MxnetReader implements LineMetricReader {
    @Override
    public String name() {
        return "mxnet";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new MxnetLines();
    }
}
