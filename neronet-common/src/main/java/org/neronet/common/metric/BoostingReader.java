package org.neronet.common.metric;

/** Takes the rounds of XGBoost, LightGBM and CatBoost. */
public final class BoostingReader implements LineMetricReader {
    @Override
    public String name() {
        return "boosting";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new BoostingLines();
    }
}
