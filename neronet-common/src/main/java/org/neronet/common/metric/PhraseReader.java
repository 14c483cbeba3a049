package org.neronet.common.metric;

/** Takes lines of single programs that have a form of their own: DeepSpeed, Megatron, PETSc, Marian, Kaldi and others. */
public final class PhraseReader implements LineMetricReader {
    @Override
    public String name() {
        return "phrases";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new PhraseLines(context);
    }
}
