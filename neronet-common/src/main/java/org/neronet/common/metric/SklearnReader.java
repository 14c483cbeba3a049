package org.neronet.common.metric;

/** Takes the folds that scikit-learn prints. */
public final class SklearnReader implements LineMetricReader {
    @Override
    public String name() {
        return "sklearn";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new SklearnLines(context);
    }
}
