package org.neronet.common.follow;

import java.util.List;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;

/** Hears every sample of an attempt once, in reading order, after it is safe on disk. */
@FunctionalInterface
public interface SampleListener {
    /** New samples of one source. */
    void sampled(MetricSource source, List<MetricSample> samples);
}
