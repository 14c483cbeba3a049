package org.neronet.common.metric;

/** Takes the results that Lightning and YOLO print in columns when they have tested a model. */
public final class ResultTableReader implements LineMetricReader {
    @Override
    public String name() {
        return "result-table";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new ResultTableLines(context);
    }
}
