package org.neronet.common.follow;

import java.util.List;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.metric.Reading;

/** Hears everything that an attempt's files say, once and in reading order, after it is safe on disk. */
public interface SampleListener {
    /** New samples of one source. */
    void sampled(MetricSource source, List<MetricSample> samples);

    /** How far the program says it is; only when it changes. */
    default void progressed(Reading.Progress progress) {}

    /**
     * The program printed something, or it did not.
     *
     * @param bytes read of stdout and stderr together so far
     */
    default void printed(long bytes) {}
}
