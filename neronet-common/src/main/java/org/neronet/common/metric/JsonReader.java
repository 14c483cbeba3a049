package org.neronet.common.metric;

/** Takes JSON objects that fill a line. */
public final class JsonReader implements LineMetricReader {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new DictLines('"', context);
    }
}
