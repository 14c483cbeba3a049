package org.neronet.common.metric;

import org.neronet.common.event.MetricSample;

/**
 * A sample and how it was found.
 *
 * @param reader the {@link MetricReader#name} of the one that took the line
 */
public record TracedSample(String reader, MetricSample sample) {}
