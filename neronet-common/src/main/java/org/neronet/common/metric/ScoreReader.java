package org.neronet.common.metric;

/** Takes lines that are wholly made of metrics with percent signs, means or deviations. */
public final class ScoreReader implements LineMetricReader {
    @Override
    public String name() {
        return "scores";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new ScoreLines(context);
    }
}
