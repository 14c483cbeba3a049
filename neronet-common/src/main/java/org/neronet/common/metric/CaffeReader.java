package org.neronet.common.metric;

/** Reads what Caffe's solver logs: {@code loss}, {@code lr}, {@code train/NAME} and {@code test/NAME} by iteration. */
public final class CaffeReader implements LineMetricReader {
    @Override
    public String name() {
        return "caffe";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new CaffeLines();
    }
}
