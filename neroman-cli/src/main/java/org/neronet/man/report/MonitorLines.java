package org.neronet.man.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.neronet.common.experiment.AttemptState;

/**
 * The monitor as lines that are appended: one for each experiment that ends, and a summary whenever it changes. It remembers
 * what it said; one thread uses it.
 */
public final class MonitorLines {
    private static final int METRICS = 3;

    private final Set<Long> told = new HashSet<>();
    private String summary = "";
    private final Set<Long> begun;
    private boolean first = true;

    /** For those who come to watch. */
    public MonitorLines() {
        this(Set.of());
    }

    /** @param begun whose ends are news from the first report on, since they had not ended when they were told of */
    public MonitorLines(Set<Long> begun) {
        this.begun = Set.copyOf(begun);
    }

    /** What is new in this report; at first only the summary, since what had ended before is no news. */
    public List<String> news(StatusReport report, Instant now) {
        var lines = new ArrayList<String>();
        for (var each : report.experiments()) {
            if (each.hasEnded() && told.add(each.id()) && (!first || begun.contains(each.id()))) {
                lines.add(ended(each, now));
            } else if (each.isLive()) {
                told.remove(each.id());
            }
        }
        first = false;
        var next = summary(report);
        if (!next.equals(summary)) {
            lines.add(next);
            summary = next;
        }
        return lines;
    }

    /** {@code 12/24 finished, 8 running, 4 queued; val_loss best 0.12 (#7)}. */
    public static String summary(StatusReport report) {
        var counts = report.counts();
        int finished = counts.getOrDefault(AttemptState.FINISHED, 0);
        var rest = counts.entrySet().stream()
                .filter(entry -> entry.getKey() != AttemptState.FINISHED)
                .map(entry -> ", " + entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining());
        var best = MainMetrics.best(report.experiments())
                .map(b -> "; " + b.metric() + " best " + Numbers.brief(b.value()) + " (#" + b.id() + ")");
        return Printable.line(finished + "/" + report.experiments().size() + " finished" + rest + best.orElse(""));
    }

    private static String ended(ExperimentReport each, Instant now) {
        var line = new StringBuilder(
                "#" + each.id() + " " + each.name() + " " + each.state().word());
        each.reason()
                .filter(reason -> each.hasFailed())
                .ifPresent(reason -> line.append(": ").append(reason));
        each.runtime(now).ifPresent(time -> line.append(" after ").append(Numbers.duration(time)));
        for (var name : MainMetrics.of(List.of(each), METRICS)) {
            each.metric(name)
                    .ifPresent(m -> line.append("  ").append(name).append(' ').append(Numbers.brief(m.last())));
        }
        return Printable.line(line.toString());
    }
}
