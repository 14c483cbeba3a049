package org.neronet.kid.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;

/**
 * What a program and all that it started use at one moment.
 *
 * @param seconds since its start
 * @param cores CPU time per time since the look before; empty when there was none
 * @param residentBytes main memory; shared pages count for each process
 * @param readBytes since its start, from files, pipes and sockets, cached or not
 * @param writtenBytes likewise
 * @param groupBytes what the control group with its memory limit uses
 * @param gpuPercent how busy its GPUs are on average, 0 to 100
 * @param gpuBytes memory of its GPUs in use
 */
record Usage(
        double seconds,
        Optional<Double> cores,
        long residentBytes,
        long readBytes,
        long writtenBytes,
        long processes,
        long threads,
        Optional<Long> groupBytes,
        Optional<Double> gpuPercent,
        Optional<Double> gpuBytes) {
    private static final double TENTHS = 10;

    /** As samples of the source {@code resources}; the step is in seconds since the start. */
    List<MetricSample> samples(long offset) {
        var samples = new ArrayList<MetricSample>();
        cores.ifPresent(value -> add(samples, "cpu", value, offset));
        add(samples, "rss_bytes", residentBytes, offset);
        add(samples, "read_bytes", readBytes, offset);
        add(samples, "write_bytes", writtenBytes, offset);
        add(samples, "processes", processes, offset);
        add(samples, "threads", threads, offset);
        groupBytes.ifPresent(value -> add(samples, "cgroup_bytes", value, offset));
        gpuPercent.ifPresent(value -> add(samples, "gpu_percent", value, offset));
        gpuBytes.ifPresent(value -> add(samples, "gpu_bytes", value, offset));
        return samples;
    }

    private void add(List<MetricSample> samples, String name, double value, long offset) {
        double step = Math.round(seconds * TENTHS) / TENTHS;
        samples.add(new MetricSample(MetricSource.RESOURCES.name() + "/" + name, step, value, offset));
    }
}
