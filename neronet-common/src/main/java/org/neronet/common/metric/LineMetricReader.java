package org.neronet.common.metric;

/**
 * Reads lines, of a program's output or of a file that grows like one. Each line of stdout and stderr goes to the
 * readers in the order of the services file until one of them takes it.
 */
public interface LineMetricReader extends MetricReader {
    /**
     * A fresh reader for one stream.
     *
     * @param context shared with the other readers of that stream
     */
    LineReader start(StreamContext context);
}
