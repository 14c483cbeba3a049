package org.neronet.common.metric;

/** Takes the {@code ::neronet} lines that programs print for Neronet. */
public final class MarkerReader implements LineMetricReader {
    @Override
    public String name() {
        return "neronet";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new MarkerLines();
    }
}
