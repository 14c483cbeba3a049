package org.neronet.common.metric;

/** Reads the thermodynamic output of LAMMPS in its styles {@code one}, {@code custom}, {@code multi} and {@code yaml}. */
public final class LammpsReader implements LineMetricReader {
    @Override
    public String name() {
        return "lammps";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new LammpsLines();
    }
}
