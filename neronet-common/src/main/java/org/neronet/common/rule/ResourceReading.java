package org.neronet.common.rule;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was measured of one attempt at one moment; what cannot be seen on a host is empty.
 *
 * @param cpuSeconds CPU time of the process tree so far, seconds, including children that ended
 * @param rssBytes resident memory of the process tree, bytes
 * @param memoryLimitBytes what the attempt was given or the host has, bytes
 * @param outputBytes size of stdout, stderr and the data files that are followed, bytes
 * @param gpuPercent mean use of the attempt's GPUs, 0 to 100
 * @param diskFreeBytes room left for the user where the working folder is, bytes; a quota counts
 * @param diskTotalBytes size of that file system, bytes
 */
public record ResourceReading(
        Instant at,
        OptionalDouble cpuSeconds,
        OptionalLong rssBytes,
        OptionalLong memoryLimitBytes,
        OptionalLong outputBytes,
        OptionalDouble gpuPercent,
        OptionalLong diskFreeBytes,
        OptionalLong diskTotalBytes) {
    /** A reading of nothing, from which others are built. */
    public static ResourceReading at(Instant at) {
        var none = OptionalLong.empty();
        return new ResourceReading(at, OptionalDouble.empty(), none, none, none, OptionalDouble.empty(), none, none);
    }

    public ResourceReading withCpuSeconds(double seconds) {
        return new ResourceReading(
                at,
                OptionalDouble.of(seconds),
                rssBytes,
                memoryLimitBytes,
                outputBytes,
                gpuPercent,
                diskFreeBytes,
                diskTotalBytes);
    }

    public ResourceReading withMemory(long rss, OptionalLong limit) {
        return new ResourceReading(
                at, cpuSeconds, OptionalLong.of(rss), limit, outputBytes, gpuPercent, diskFreeBytes, diskTotalBytes);
    }

    public ResourceReading withOutputBytes(long bytes) {
        return new ResourceReading(
                at,
                cpuSeconds,
                rssBytes,
                memoryLimitBytes,
                OptionalLong.of(bytes),
                gpuPercent,
                diskFreeBytes,
                diskTotalBytes);
    }

    public ResourceReading withGpuPercent(double percent) {
        return new ResourceReading(
                at,
                cpuSeconds,
                rssBytes,
                memoryLimitBytes,
                outputBytes,
                OptionalDouble.of(percent),
                diskFreeBytes,
                diskTotalBytes);
    }

    public ResourceReading withDisk(long free, long total) {
        return new ResourceReading(
                at,
                cpuSeconds,
                rssBytes,
                memoryLimitBytes,
                outputBytes,
                gpuPercent,
                OptionalLong.of(free),
                OptionalLong.of(total));
    }
}
