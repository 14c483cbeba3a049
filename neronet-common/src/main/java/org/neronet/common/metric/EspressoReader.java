package org.neronet.common.metric;

/** Reads the self-consistency loops of Quantum ESPRESSO's {@code pw.x}; the x axis counts their iterations. */
public final class EspressoReader implements LineMetricReader {
    @Override
    public String name() {
        return "qe";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new EspressoLines();
    }
}
