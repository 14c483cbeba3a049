package org.neronet.common.metric;

/** Takes tables of numbers below names, as fastai, skorch and spaCy print them. */
public final class ColumnTableReader implements LineMetricReader {
    @Override
    public String name() {
        return "column-table";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new ColumnTableLines(context);
    }
}
