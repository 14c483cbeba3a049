package org.neronet.common.metric;

import java.util.Set;

/**
 * One way of finding metrics in a program's output; found by {@link java.util.ServiceLoader}, so a new one is a class
 * and a line in the services file. Each line goes to the readers in the order of that file until one of them takes it.
 * Implementations are stateless and have a public constructor without arguments.
 */
public interface MetricReader {
    /** What users call it: lower-case letters and digits, unique. */
    String name();

    /**
     * A fresh reader for one stream.
     *
     * @param declared the metric names that the user declared, to be taken at first sight; empty when she declared none
     */
    LineReader start(Set<String> declared);
}
