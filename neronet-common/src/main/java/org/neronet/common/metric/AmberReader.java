package org.neronet.common.metric;

/** Reads AMBER's output, {@code mdout}: the energies of each step that it prints, without the averages at the end. */
public final class AmberReader implements LineMetricReader {
    @Override
    public String name() {
        return "amber";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new AmberLines();
    }
}
