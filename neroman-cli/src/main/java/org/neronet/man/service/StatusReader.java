package org.neronet.man.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.Clusters;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.History;
import org.neronet.man.history.Selection;
import org.neronet.man.report.ClusterReport;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.StatusReport;

/** Tells how experiments stand: from the history, brought up to date by every cluster that has live ones of them. */
final class StatusReader {
    /** For a look at all folders; a status is not to wait for slow disks. */
    private static final Duration FOLDERS = Duration.ofSeconds(1);

    private final History history;
    private final Selections selections;
    private final Mums mums;
    private final LastSeen lastSeen;
    private final Supplier<Clusters> clusters;
    private final Duration limit;

    /** @param limit for all clusters together */
    StatusReader(Selections selections, Mums mums, LastSeen lastSeen, Supplier<Clusters> clusters, Duration limit) {
        this.history = selections.history();
        this.selections = selections;
        this.mums = mums;
        this.lastSeen = lastSeen;
        this.clusters = clusters;
        this.limit = limit;
    }

    StatusReport status(List<String> words) {
        var answered = askAbout(words);
        var changes = new FolderChanges(history, FOLDERS, System::nanoTime)
                .of(answered.experiments().stream().map(ExperimentReport::row).toList());
        return new StatusReport(answered.experiments(), clusterReports(answered.troubles()), changes);
    }

    /**
     * How experiments stand after clusters were asked.
     *
     * @param troubles by cluster; empty text means that it answered
     */
    record Answered(List<ExperimentReport> experiments, Map<String, String> troubles) {}

    /** Asks the clusters of the selected live experiments; all that have live ones, when news may change the selection. */
    Answered askAbout(List<String> words) {
        if (Selection.parse(words).expression().dependsOnNews()) {
            var troubles = ask(new LinkedHashSet<>(history.liveClusters()));
            return new Answered(findAfter(words, troubles), troubles);
        }
        var found = find(words);
        var troubles = ask(liveClusters(found));
        return new Answered(
                troubles.isEmpty()
                        ? found
                        : read(found.stream().map(ExperimentReport::id).toList()),
                troubles);
    }

    /** That nothing matches is only half of it when a cluster could not be asked. */
    private List<ExperimentReport> findAfter(List<String> words, Map<String, String> troubles) {
        try {
            return find(words);
        } catch (NeronetException e) {
            var silent = troubles.entrySet().stream()
                    .filter(each -> !each.getValue().isEmpty())
                    .map(each -> each.getKey() + ": " + each.getValue())
                    .toList();
            if (silent.isEmpty()) {
                throw e;
            }
            throw new NeronetException(
                    e.code(),
                    e.getMessage() + "; not asked: " + String.join("; ", silent),
                    e.hint().orElse(null),
                    e);
        }
    }

    /** What the history says now of these experiments; nothing about clusters. */
    StatusReport known(List<Long> ids) {
        return new StatusReport(read(ids), List.of());
    }

    List<ExperimentReport> find(List<String> words) {
        return reports(rows(words));
    }

    List<ExperimentRow> rows(List<String> words) {
        return selections.find(words);
    }

    private List<ExperimentReport> read(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return reports(history.withIds(ids));
    }

    private List<ExperimentReport> reports(List<ExperimentRow> rows) {
        var metrics = history.latestMetrics(rows);
        return rows.stream()
                .map(row -> new ExperimentReport(row, metrics.getOrDefault(row.id(), List.of())))
                .toList();
    }

    static Set<String> liveClusters(List<ExperimentReport> experiments) {
        var names = new LinkedHashSet<String>();
        experiments.stream()
                .filter(ExperimentReport::isLive)
                .forEach(each -> each.cluster().ifPresent(names::add));
        return names;
    }

    /** Asks all at once; empty text means that it answered, otherwise why not. */
    Map<String, String> ask(Set<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        var troubles = new ConcurrentHashMap<String, String>();
        var asking = new ArrayList<Callable<Void>>();
        names.forEach(name -> asking.add(() -> {
            mums.sync(name, Duration.ZERO);
            return null;
        }));
        var threads = DaemonThreads.pool(names.size(), "status");
        try {
            var answers = threads.invokeAll(asking, limit.toMillis(), TimeUnit.MILLISECONDS);
            int i = 0;
            for (var name : names) {
                troubles.put(name, trouble(answers.get(i++)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
        return troubles;
    }

    /** Asks the clusters of those that live; what went wrong is told. */
    void bringUpToDate(List<ExperimentReport> experiments, Consumer<String> notices) {
        tell(ask(liveClusters(experiments)), notices);
    }

    void tell(Map<String, String> troubles, Consumer<String> notices) {
        troubles.forEach((cluster, trouble) -> {
            if (!trouble.isEmpty()) {
                notices.accept(cluster + ": " + trouble);
            }
        });
    }

    private String trouble(Future<Void> answer) throws InterruptedException {
        try {
            answer.get();
            return "";
        } catch (CancellationException e) {
            return "no answer within " + limit.toSeconds() + " s";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NeronetException fault) {
                return fault.getMessage();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<ClusterReport> clusterReports(Map<String, String> troubles) {
        var reports = new TreeMap<String, ClusterReport>();
        var known = clusters.get().byName();
        known.forEach((name, cluster) -> reports.put(name, clusterReport(cluster, troubles)));
        for (var gone : troubles.keySet()) {
            reports.computeIfAbsent(gone, name -> clusterReport(unknown(name), troubles));
        }
        return List.copyOf(reports.values());
    }

    private ClusterReport clusterReport(Cluster cluster, Map<String, String> troubles) {
        var seen = lastSeen.of(cluster.name());
        var trouble = Optional.ofNullable(troubles.get(cluster.name()));
        return new ClusterReport(
                cluster.name(),
                cluster.type(),
                trouble.map(String::isEmpty),
                seen.map(LastSeen.Seen::at),
                seen.map(LastSeen.Seen::queue),
                seen.map(LastSeen.Seen::host),
                trouble.filter(text -> !text.isEmpty()));
    }

    private static Cluster unknown(String name) {
        var local = Cluster.local();
        return new Cluster(name, Optional.empty(), "unknown", Optional.empty(), Optional.empty(), local.settings());
    }
}
