package org.neronet.common.metric;

/**
 * Reads the energies of Gaussian, {@code scf/energy} in hartree, and how far an optimisation has converged; the x axis
 * counts the energies.
 */
public final class GaussianReader implements LineMetricReader {
    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new GaussianLines();
    }
}
