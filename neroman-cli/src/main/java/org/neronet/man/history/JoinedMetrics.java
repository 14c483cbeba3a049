package org.neronet.man.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/**
 * The metrics of attempts that go on from one another, as one curve. A later attempt begins anew at its lowest step, so what
 * earlier ones had from there on is left out; up to there theirs stands.
 */
final class JoinedMetrics {
    private final Database database;
    private final MetricStore metrics;

    JoinedMetrics(Database database, MetricStore metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    /** An attempt and those before it from which it goes on, oldest first. */
    List<Integer> chain(long id, int attempt) throws SQLException {
        var chain = new LinkedList<Integer>();
        for (var at = Optional.of(attempt); at.isPresent(); at = continued(id, at.get())) {
            chain.addFirst(at.get());
        }
        return chain;
    }

    private Optional<Integer> continued(long id, int attempt) throws SQLException {
        return attempt == 1
                ? Optional.empty()
                : database.first(
                                "SELECT json_extract(plan, '$.watch.continues_attempt') FROM plan"
                                        + " WHERE experiment = ? AND attempt = ?",
                                row -> Optional.ofNullable(row.getString(1)).map(Integer::valueOf),
                                id,
                                attempt)
                        .flatMap(earlier -> earlier)
                        .filter(earlier -> earlier < attempt);
    }

    List<MetricPoint> series(long id, int attempt, String name) throws SQLException {
        var all = new ArrayList<List<MetricPoint>>();
        for (int each : chain(id, attempt)) {
            all.add(metrics.series(id, each, name));
        }
        return join(all);
    }

    /** @param attempts the points of each, oldest attempt first */
    static List<MetricPoint> join(List<List<MetricPoint>> attempts) {
        var joined = new ArrayList<MetricPoint>();
        for (var points : attempts) {
            points.stream()
                    .mapToDouble(MetricPoint::step)
                    .filter(step -> !Double.isNaN(step))
                    .min()
                    .ifPresent(begin -> joined.removeIf(point -> point.step() >= begin));
            joined.addAll(points);
        }
        return joined;
    }

    /** One summary per metric, in the order in which the programs first named them. */
    List<MetricSummary> summaries(long id, int attempt) throws SQLException {
        var chain = chain(id, attempt);
        if (chain.size() == 1) {
            return metrics.summaries(id, attempt);
        }
        var names = new LinkedHashSet<String>();
        for (int each : chain) {
            metrics.summaries(id, each).forEach(summary -> names.add(summary.name()));
        }
        var summaries = new ArrayList<MetricSummary>();
        for (var name : names) {
            summaries.add(summary(name, series(id, attempt, name)));
        }
        return summaries;
    }

    private static MetricSummary summary(String name, List<MetricPoint> points) {
        var last = points.get(points.size() - 1);
        var values = points.stream()
                .mapToDouble(MetricPoint::value)
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
        return new MetricSummary(
                name,
                last.value(),
                values.getCount() == 0 ? Optional.empty() : Optional.of(values.getMin()),
                values.getCount() == 0 ? Optional.empty() : Optional.of(values.getMax()),
                last.step(),
                points.size());
    }
}
