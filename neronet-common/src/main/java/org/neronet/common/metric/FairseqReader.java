package org.neronet.common.metric;

/** Takes the lines of fairseq, whose parts stand between bars. */
public final class FairseqReader implements LineMetricReader {
    @Override
    public String name() {
        return "fairseq";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new FairseqLines(context);
    }
}
