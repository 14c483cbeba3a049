package org.neronet.common.event;

import org.neronet.common.experiment.OutputStreamName;

/**
 * Where samples of one attempt were read: {@code stdout}, {@code stderr}, {@code metrics} (the file that the program
 * appends to), {@code resources} (the kid's own measuring), or {@code file:} and a path seen from the working folder.
 *
 * @param name as users and files see it
 */
public record MetricSource(String name) {
    public static final MetricSource STDOUT = of(OutputStreamName.STDOUT);
    public static final MetricSource STDERR = of(OutputStreamName.STDERR);
    public static final MetricSource METRICS = new MetricSource("metrics");
    public static final MetricSource RESOURCES = new MetricSource("resources");

    private static final String FILE = "file:";
    private static final int LONGEST = 1000;

    public MetricSource {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new IllegalArgumentException("the name of a source has 1 to " + LONGEST + " characters");
        }
    }

    public static MetricSource of(OutputStreamName stream) {
        return new MetricSource(stream.file());
    }

    /** Whether a metric of this name is one of the kid's own measuring, such as {@code resources/cpu}. */
    public static boolean isResource(String metric) {
        return metric.startsWith(RESOURCES.name + "/");
    }

    /** @param path relative to the working folder, with {@code /} */
    public static MetricSource file(String path) {
        return new MetricSource(FILE + path);
    }
}
