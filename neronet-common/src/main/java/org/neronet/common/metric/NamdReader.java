package org.neronet.common.metric;

/** Reads the {@code ENERGY:} lines of NAMD, which have the names of the last {@code ETITLE:} line. */
public final class NamdReader implements LineMetricReader {
    @Override
    public String name() {
        return "namd";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new NamdLines();
    }
}
