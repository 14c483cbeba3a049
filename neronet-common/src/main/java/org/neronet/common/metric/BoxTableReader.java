package org.neronet.common.metric;

/** Takes the boxes of reinforcement learning libraries. */
public final class BoxTableReader implements LineMetricReader {
    @Override
    public String name() {
        return "box-table";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new BoxTableLines(context);
    }
}
