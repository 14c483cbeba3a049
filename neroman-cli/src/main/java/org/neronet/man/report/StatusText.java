package org.neronet.man.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.common.event.AttemptStatus;
import org.neronet.man.history.Labels;
import org.neronet.man.history.MetricSummary;

/** Status for people: counts, a table, and what is known of clusters that did not answer. */
public final class StatusText {
    /** How many live and how many other experiments are shown when not all are. */
    static final int FOLD = 30;

    private static final int METRICS = 3;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");

    private final Instant now;
    private final ZoneId zone;
    private final int width;

    /** @param width of the terminal, columns */
    public StatusText(Instant now, ZoneId zone, int width) {
        this.now = now;
        this.zone = zone;
        this.width = width;
    }

    /** @param all whether every experiment is shown, however many there are */
    public List<String> lines(StatusReport report, boolean all) {
        var lines = new ArrayList<String>();
        if (report.experiments().isEmpty()) {
            lines.add("no experiments yet; define some: neroman add FOLDER");
            return lines;
        }
        lines.add(counts(report));
        var shown = all ? report.experiments() : folded(report.experiments());
        lines.addAll(table(shown));
        int hidden = report.experiments().size() - shown.size();
        if (hidden > 0) {
            lines.add("... and " + hidden + " more; neroman status --all shows them");
        }
        changed(report, true)
                .ifPresent(ids -> lines.add("changed since submitted: the files of " + ids
                        + "; what ran is kept: neroman diff " + ids.replaceAll("[-,…].*", "")));
        changed(report, false)
                .ifPresent(ids -> lines.add("changed since defined: the files of " + ids
                        + "; neroman add takes them in, submit sends them as they are then"));
        report.clusters().stream().map(this::trouble).flatMap(Optional::stream).forEach(lines::add);
        return lines;
    }

    private static Optional<String> changed(StatusReport report, boolean submitted) {
        var ids = report.experiments().stream()
                .filter(each -> each.row().latest().isPresent() == submitted)
                .map(ExperimentReport::id)
                .filter(id -> report.folderChanged().getOrDefault(id, false))
                .toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(IdRanges.text(ids));
    }

    /** {@code 24 experiments: 20 finished, 4 failed}. */
    public static String counts(StatusReport report) {
        var counts = report.counts().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
        int size = report.experiments().size();
        return size + (size == 1 ? " experiment: " : " experiments: ") + counts;
    }

    /** The live ones and the newest of the others, still in id order. */
    private static List<ExperimentReport> folded(List<ExperimentReport> experiments) {
        if (experiments.size() <= FOLD) {
            return experiments;
        }
        var live = experiments.stream()
                .filter(ExperimentReport::isLive)
                .limit(FOLD)
                .toList();
        var others = experiments.stream().filter(each -> !each.isLive()).toList();
        var newest = others.subList(Math.max(0, others.size() - FOLD), others.size());
        return experiments.stream()
                .filter(each -> live.contains(each) || newest.contains(each))
                .toList();
    }

    private List<String> table(List<ExperimentReport> experiments) {
        var metrics = MainMetrics.of(experiments, METRICS);
        var headings = new ArrayList<>(List.of(">ID", "NAME", "STATE", "CLUSTER", "NODE", ">TIME", ">DONE"));
        metrics.forEach(name -> headings.add(">" + name));
        headings.add("REASON");
        var table = new TextTable(headings);
        experiments.forEach(each -> table.add(cells(each, metrics)));
        return table.lines(width);
    }

    private List<String> cells(ExperimentReport each, List<String> metrics) {
        var cells = new ArrayList<String>();
        cells.add(Long.toString(each.id()));
        cells.add(each.row().experiment().lastPartOfName() + marks(each.row().labels()));
        cells.add(each.state().word());
        cells.add(each.cluster().orElse(""));
        cells.add(each.status(AttemptStatus::node).orElse(""));
        cells.add(each.runtime(now).map(Numbers::duration).orElse(""));
        cells.add(ProgressText.of(each, now).orElse(""));
        for (var name : metrics) {
            cells.add(each.metric(name)
                    .map(MetricSummary::last)
                    .map(Numbers::brief)
                    .orElse(""));
        }
        cells.add(reason(each));
        return cells;
    }

    /** A star and tags, as in {@code " * #paper"}. */
    private static String marks(Labels labels) {
        var tags = labels.tags().stream().map(tag -> " #" + tag).collect(Collectors.joining());
        return (labels.starred() ? " *" : "") + tags;
    }

    private String reason(ExperimentReport each) {
        int warnings =
                each.row().latest().map(a -> a.status().warnings().size()).orElse(0);
        var warned = warnings == 0 ? "" : warnings == 1 ? "1 warning" : warnings + " warnings";
        var expected = each.status(AttemptStatus::expectedAt).map(at -> "expected to start " + soon(at));
        var reason = Stream.concat(each.reason().stream(), expected.stream()).collect(Collectors.joining("; "));
        return reason.isEmpty() || warned.isEmpty() ? reason + warned : reason + "; " + warned;
    }

    /** A day is said only when it is not today. */
    private String soon(Instant at) {
        boolean today = at.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TODAY : CLOCK).format(at.atZone(zone));
    }

    private Optional<String> trouble(ClusterReport cluster) {
        if (cluster.reachable().orElse(true)) {
            return Optional.empty();
        }
        var since = cluster.asOf()
                .map(at -> "unreachable since " + CLOCK.format(at.atZone(zone)) + ", shown is what was known then")
                .orElse("unreachable");
        return Optional.of(Printable.line(
                cluster.name() + ": " + since + ": " + cluster.error().orElse("no answer")));
    }
}
