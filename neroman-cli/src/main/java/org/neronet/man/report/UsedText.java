package org.neronet.man.report;

import java.util.ArrayList;
import java.util.Optional;
import org.neronet.man.history.MetricSummary;

/** What a program used, in a few words: {@code at most 1.9 cores, 3.2 GB of memory; read 5 GB, wrote 1 MB}. */
final class UsedText {
    private static final String PREFIX = "resources/";

    private UsedText() {}

    /** Empty when nothing was measured. */
    static String of(ExperimentReport report) {
        var most = new ArrayList<String>();
        most(report, "cpu").ifPresent(cores -> most.add(Numbers.brief(cores) + " cores"));
        most(report, "rss_bytes").ifPresent(bytes -> most.add(bytes(bytes) + " of memory"));
        most(report, "gpu_percent").ifPresent(percent -> most.add(Numbers.brief(percent) + " % of the GPUs"));
        most(report, "gpu_bytes").ifPresent(bytes -> most.add(bytes(bytes) + " of their memory"));
        var moved = new ArrayList<String>();
        most(report, "read_bytes").ifPresent(bytes -> moved.add("read " + bytes(bytes)));
        most(report, "write_bytes").ifPresent(bytes -> moved.add("wrote " + bytes(bytes)));
        var text = most.isEmpty() ? "" : "at most " + String.join(", ", most);
        return moved.isEmpty() ? text : text + (text.isEmpty() ? "" : "; ") + String.join(", ", moved);
    }

    private static Optional<Double> most(ExperimentReport report, String name) {
        return report.metric(PREFIX + name).flatMap(MetricSummary::max);
    }

    private static String bytes(double bytes) {
        return Numbers.bytes(Math.round(bytes));
    }
}
