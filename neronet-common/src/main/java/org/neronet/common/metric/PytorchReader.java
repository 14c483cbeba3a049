package org.neronet.common.metric;

/** Takes the test results of the examples of PyTorch. */
public final class PytorchReader implements LineMetricReader {
    @Override
    public String name() {
        return "pytorch";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new PytorchLines(context);
    }
}
