package org.neronet.common.metric;

/** Reads the energies in the {@code md.log} of GROMACS; the averages at its end are left out. */
public final class GromacsReader implements LineMetricReader {
    @Override
    public String name() {
        return "gromacs";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new GromacsLines();
    }
}
