package org.neronet.common.metric;

/** How the user said that some lines are to be read; checked when it is made, so that reading cannot fail. */
public sealed interface LineSpec permits RegexSpec, TableSpec {
    /** Longest pattern, characters. */
    int MAX_PATTERN = 2_000;

    /**
     * A fresh reader for one stream.
     *
     * @param context shared with the other readers of that stream
     */
    LineReader start(StreamContext context);
}
