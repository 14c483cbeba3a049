package org.neronet.common.metric;

/** Takes lines that begin with an epoch, a step or an iteration and go on with values. */
public final class StepReader implements LineMetricReader {
    @Override
    public String name() {
        return "steps";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new StepLines(context);
    }
}
