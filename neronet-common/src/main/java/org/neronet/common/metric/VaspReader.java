package org.neronet.common.metric;

/**
 * Reads VASP's output and {@code OSZICAR}: the electronic steps, counted over the run, as {@code scf/E} and so on; of each
 * ionic step what VASP calls it.
 */
public final class VaspReader implements LineMetricReader {
    @Override
    public String name() {
        return "vasp";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new VaspLines();
    }
}
