package org.neronet.common.follow;

import java.util.OptionalDouble;
import org.neronet.common.event.MetricSource;

/** What is known of an attempt's metrics from readings before this one, so that nothing is told twice. */
public interface Known {
    /** The offset of the last sample known of a source; 0 or less without any. */
    long offset(MetricSource source);

    /** The highest step known of a metric of a source; empty when it is not known. */
    default OptionalDouble step(MetricSource source, String metric) {
        return OptionalDouble.empty();
    }

    /** Nothing is known. */
    static Known nothing() {
        return source -> 0;
    }
}
