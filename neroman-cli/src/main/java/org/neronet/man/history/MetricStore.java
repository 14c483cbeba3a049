package org.neronet.man.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;

/** The tables of metric samples and their summaries. SQLite keeps NaN as NULL. */
final class MetricStore {
    private static final String INSERT =
            "INSERT INTO metric (experiment, attempt, name, step, value, at, stream) VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String SUMMARIZE = """
            INSERT INTO metric_summary (experiment, attempt, name, last, min, max, step, count)
            VALUES (?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT DO UPDATE SET last = excluded.last, step = excluded.step, count = count + 1,
                min = min(coalesce(min, excluded.min), coalesce(excluded.min, min)),
                max = max(coalesce(max, excluded.max), coalesce(excluded.max, max))""";
    private static final String SUMMARIES = "SELECT name, last, min, max, step, count FROM metric_summary"
            + " WHERE experiment = ? AND attempt = ? ORDER BY rowid";

    private final Database database;

    MetricStore(Database database) {
        this.database = database;
    }

    void add(Metrics metrics) throws SQLException {
        long id = metrics.key().id();
        int attempt = metrics.key().attempt();
        var insert = database.prepare(INSERT);
        var summarize = database.prepare(SUMMARIZE);
        for (var sample : metrics.samples()) {
            Database.bind(
                    insert,
                    id,
                    attempt,
                    sample.name(),
                    number(sample.step()),
                    number(sample.value()),
                    metrics.at(),
                    metrics.source().name());
            insert.executeUpdate();
            bindSummary(summarize, id, attempt, sample);
            summarize.executeUpdate();
        }
    }

    private static void bindSummary(java.sql.PreparedStatement summarize, long id, int attempt, MetricSample sample)
            throws SQLException {
        var value = number(sample.value());
        Database.bind(summarize, id, attempt, sample.name(), value, value, value, number(sample.step()));
    }

    private static Optional<Double> number(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    List<MetricSummary> summaries(long id, int attempt) throws SQLException {
        return database.query(SUMMARIES, MetricStore::summary, id, attempt);
    }

    List<MetricPoint> series(long id, int attempt, String name) throws SQLException {
        return database.query(
                "SELECT step, value, at, stream FROM metric WHERE experiment = ? AND attempt = ? AND name = ?"
                        + " ORDER BY rowid",
                row -> new MetricPoint(
                        number(row, 1).orElse(Double.NaN),
                        number(row, 2).orElse(Double.NaN),
                        Instant.parse(row.getString(3)),
                        new MetricSource(row.getString(4)),
                        attempt),
                id,
                attempt,
                name);
    }

    private static MetricSummary summary(ResultSet row) throws SQLException {
        return new MetricSummary(
                row.getString(1),
                number(row, 2).orElse(Double.NaN),
                number(row, 3),
                number(row, 4),
                number(row, 5).orElse(Double.NaN),
                row.getLong(6));
    }

    private static Optional<Double> number(ResultSet row, int at) throws SQLException {
        double value = row.getDouble(at);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }
}
