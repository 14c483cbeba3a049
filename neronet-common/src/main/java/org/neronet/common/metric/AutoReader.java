package org.neronet.common.metric;

/** Takes the lines that are wholly made of names and numbers, as hand-written programs print them. */
public final class AutoReader implements LineMetricReader {
    @Override
    public String name() {
        return "auto";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new AutoLines(context);
    }
}
