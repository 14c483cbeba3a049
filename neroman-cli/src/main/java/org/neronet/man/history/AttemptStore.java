package org.neronet.man.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Hold;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** The table of attempts. */
final class AttemptStore {
    private static final List<String> COLUMNS = List.of(
            "experiment",
            "attempt",
            "cluster",
            "mum_id",
            "results",
            "begun",
            "state",
            "reason",
            "evidence",
            "job_id",
            "node",
            "exit_code",
            "termination_asked",
            "warnings",
            "submitted_at",
            "started_at",
            "ended_at",
            "stop_reason",
            "done",
            "total",
            "hold",
            "expected_at");
    private static final String ROWS = "SELECT " + columns("a") + " FROM attempt a WHERE ";
    static final String NOT_ENDED = Stream.of(AttemptState.values())
            .filter(state -> !state.isEnd())
            .map(state -> "'" + state.word() + "'")
            .collect(Collectors.joining(", ", "state IN (", ")"));

    private final Database database;

    AttemptStore(Database database) {
        this.database = database;
    }

    /** What {@link #optionalRow} reads, of the table with that alias. */
    static String columns(String alias) {
        return COLUMNS.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    /** @param provenances the number of each folder's */
    List<AttemptRow> begin(List<ExperimentRow> rows, String cluster, Map<String, Long> provenances, Instant at)
            throws SQLException {
        var begun = new ArrayList<AttemptRow>();
        for (var row : rows) {
            var now = latest(row.id());
            int number = now.map(AttemptRow::attempt).orElse(0);
            boolean unchanged = number == row.latest().map(AttemptRow::attempt).orElse(0);
            if (unchanged && now.filter(AttemptRow::isLive).isEmpty()) {
                long provenance = provenances.get(row.experiment().folder().toString());
                begun.add(insert(row.id(), number + 1, cluster, Optional.of(provenance), at));
            }
        }
        return begun;
    }

    private AttemptRow insert(long id, int attempt, String cluster, Optional<Long> provenance, Instant at)
            throws SQLException {
        database.update(
                "INSERT INTO attempt (experiment, attempt, cluster, begun, provenance, state) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                attempt,
                cluster,
                at,
                provenance,
                AttemptState.DEFINED.word());
        database.update("UPDATE experiment SET last_attempt = ? WHERE id = ?", attempt, id);
        return new AttemptRow(id, attempt, cluster, AttemptStatus.DEFINED, Optional.empty(), Optional.empty(), at);
    }

    /** The attempt that goes on from that one on the same cluster, by the same user. */
    AttemptRow follow(AttemptRow earlier, Instant at) throws SQLException {
        var provenance = provenance(earlier.id(), earlier.attempt());
        return insert(earlier.id(), earlier.attempt() + 1, earlier.cluster(), provenance, at);
    }

    List<AttemptRow> of(long id) throws SQLException {
        return database.query(ROWS + "experiment = ? ORDER BY attempt", row -> row(row, 1), id);
    }

    Optional<AttemptRow> one(long id, int attempt) throws SQLException {
        return database.first(ROWS + "experiment = ? AND attempt = ?", row -> row(row, 1), id, attempt);
    }

    Optional<AttemptRow> latest(long id) throws SQLException {
        return database.first(ROWS + "experiment = ? ORDER BY attempt DESC LIMIT 1", row -> row(row, 1), id);
    }

    List<AttemptRow> live(String cluster) throws SQLException {
        var sql = ROWS + "cluster = ? AND " + NOT_ENDED + " ORDER BY experiment, attempt";
        return database.query(sql, row -> row(row, 1), cluster);
    }

    List<String> liveClusters() throws SQLException {
        var sql = "SELECT DISTINCT cluster FROM attempt WHERE " + NOT_ENDED + " ORDER BY cluster";
        return database.query(sql, row -> row.getString(1));
    }

    void save(long id, int attempt, AttemptStatus status, Optional<String> mumId) throws SQLException {
        database.update(
                "UPDATE attempt SET mum_id = coalesce(?, mum_id), state = ?, reason = ?, evidence = ?, job_id = ?,"
                        + " node = ?, exit_code = ?, termination_asked = ?, warnings = ?, submitted_at = ?,"
                        + " started_at = ?, ended_at = ?, stop_reason = ?, done = ?, total = ?,"
                        + " hold = ?, expected_at = ? WHERE experiment = ? AND attempt = ?",
                mumId,
                status.state().word(),
                status.reason(),
                status.evidence(),
                status.jobId(),
                status.node(),
                status.exitCode(),
                status.terminationAsked(),
                Json.write(status.warnings()),
                status.submittedAt(),
                status.startedAt(),
                status.endedAt(),
                status.stopReason(),
                status.done(),
                status.total(),
                status.hold() == Hold.NONE ? null : status.hold().word(),
                status.expectedAt(),
                id,
                attempt);
    }

    void saveEnvironment(long id, int attempt, JsonObject facts) throws SQLException {
        database.update(
                "UPDATE attempt SET environment = ? WHERE experiment = ? AND attempt = ?",
                facts.toString(),
                id,
                attempt);
    }

    Optional<Long> provenance(long id, int attempt) throws SQLException {
        return text("provenance", id, attempt).map(Long::valueOf);
    }

    Optional<JsonObject> environment(long id, int attempt) throws SQLException {
        return text("environment", id, attempt).map(Json::parseObject);
    }

    void saveResults(long id, int attempt, String path) throws SQLException {
        database.update("UPDATE attempt SET results = ? WHERE experiment = ? AND attempt = ?", path, id, attempt);
    }

    Optional<String> results(long id, int attempt) throws SQLException {
        return text("results", id, attempt);
    }

    private Optional<String> text(String column, long id, int attempt) throws SQLException {
        return database.first(
                        "SELECT " + column + " FROM attempt WHERE experiment = ? AND attempt = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        id,
                        attempt)
                .flatMap(value -> value);
    }

    /** The attempt whose columns begin at {@code at}; empty for an outer join without one. */
    static Optional<AttemptRow> optionalRow(ResultSet row, int at) throws SQLException {
        return row.getString(at) == null ? Optional.empty() : Optional.of(row(row, at));
    }

    private static AttemptRow row(ResultSet row, int at) throws SQLException {
        return new AttemptRow(
                row.getLong(at),
                row.getInt(at + 1),
                row.getString(at + 2),
                status(row, at + 6),
                Optional.ofNullable(row.getString(at + 3)),
                Optional.ofNullable(row.getString(at + 4)),
                Instant.parse(row.getString(at + 5)));
    }

    private static AttemptStatus status(ResultSet row, int at) throws SQLException {
        var exitCode = row.getString(at + 5);
        return new AttemptStatus(
                AttemptState.ofWord(row.getString(at)),
                Optional.ofNullable(row.getString(at + 1)),
                Optional.ofNullable(row.getString(at + 2)),
                Optional.ofNullable(row.getString(at + 3)),
                Optional.ofNullable(row.getString(at + 4)),
                Optional.ofNullable(exitCode).map(Integer::valueOf),
                row.getBoolean(at + 6),
                warnings(row.getString(at + 7)),
                instant(row, at + 8),
                instant(row, at + 9),
                instant(row, at + 10),
                Optional.ofNullable(row.getString(at + 11)),
                Optional.ofNullable(row.getString(at + 12)).map(Long::valueOf),
                Optional.ofNullable(row.getString(at + 13)).map(Long::valueOf),
                Optional.ofNullable(row.getString(at + 14)).map(Hold::ofWord).orElse(Hold.NONE),
                instant(row, at + 15));
    }

    private static List<String> warnings(String json) {
        return JsonObject.of("all", Json.parse(json)).strings("all");
    }

    private static Optional<Instant> instant(ResultSet row, int at) throws SQLException {
        return Optional.ofNullable(row.getString(at)).map(Instant::parse);
    }
}
