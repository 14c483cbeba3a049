package org.neronet.common.metric;

/** Takes the bars of Keras, and its lines without bars. */
public final class KerasReader implements LineMetricReader {
    @Override
    public String name() {
        return "keras";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new KerasLines(context);
    }
}
