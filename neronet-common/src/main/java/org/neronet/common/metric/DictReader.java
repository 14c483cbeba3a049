package org.neronet.common.metric;

/** Takes Python dicts that fill a line, as the Trainer of Hugging Face prints them. */
public final class DictReader implements LineMetricReader {
    @Override
    public String name() {
        return "dict";
    }

    @Override
    public LineReader start(StreamContext context) {
        return new DictLines('\'', context);
    }
}
