package org.neronet.man.history;

import java.time.Instant;
import org.neronet.common.event.MetricSource;

/** One value of a metric, where on the x axis it belongs, and when, from where and of which attempt it was read. */
public record MetricPoint(double step, double value, Instant at, MetricSource source, int attempt) {}
