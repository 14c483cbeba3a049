package org.neronet.common.metric;

/**
 * Reads the residuals of OpenFOAM's solvers: of each field the initial residual of the last solve of a time step, as
 * {@code residual/FIELD}; the x axis is the time.
 */
public final class OpenFoamReader implements LineMetricReader {
    @Override
    public String name() {
        return "openfoam";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new OpenFoamLines(context);
    }
}
