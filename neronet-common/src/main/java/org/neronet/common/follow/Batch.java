package org.neronet.common.follow;

import java.util.ArrayList;
import java.util.List;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;

/**
 * Samples of one source, in reading order.
 *
 * @param samples small enough for one event: about 256 KiB as JSON; never empty
 */
public record Batch(MetricSource source, List<MetricSample> samples) {
    /** Roughly what one event may take as JSON, bytes; a quarter of what a frame holds. */
    private static final int MAX_EVENT = 256 << 10;

    private static final int SAMPLE_OVERHEAD = 100;

    public Batch {
        samples = List.copyOf(samples);
    }

    /** All samples as batches of that size; those of one offset stay together, since who reads goes on behind it. */
    static List<Batch> of(MetricSource source, List<MetricSample> samples) {
        var batches = new ArrayList<Batch>();
        for (int from = 0, to; from < samples.size(); from = to) {
            to = end(samples, from);
            batches.add(new Batch(source, samples.subList(from, to)));
        }
        return batches;
    }

    private static int end(List<MetricSample> samples, int from) {
        int bytes = 0;
        int at = from;
        while (at < samples.size() && (bytes < MAX_EVENT || isSameLine(samples, at))) {
            bytes += SAMPLE_OVERHEAD + 3 * samples.get(at).name().length();
            at++;
        }
        return at;
    }

    private static boolean isSameLine(List<MetricSample> samples, int at) {
        return samples.get(at).offset() == samples.get(at - 1).offset();
    }
}
