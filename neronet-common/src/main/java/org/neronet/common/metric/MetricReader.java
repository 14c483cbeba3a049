package org.neronet.common.metric;

/**
 * One way of finding metrics in what a program writes; found by {@link java.util.ServiceLoader}, so a new one is a class
 * and a line in the services file. Implementations are stateless and have a public constructor without arguments. What
 * they read is said by the interface they implement: {@link LineMetricReader} for lines of output.
 */
public interface MetricReader {
    /** What users call it, as in {@code as: NAME}: lower-case letters, digits and {@code -}, unique. */
    String name();
}
