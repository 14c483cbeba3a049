package org.neronet.common.metric;

/** Takes the bars of tqdm and rich. */
public final class BarReader implements LineMetricReader {
    @Override
    public String name() {
        return "bar";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new BarLines(context);
    }
}
