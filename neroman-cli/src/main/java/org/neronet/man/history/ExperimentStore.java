package org.neronet.man.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.neronet.common.json.Json;
import org.neronet.man.history.Definition.Kind;
import org.neronet.man.spec.Experiment;

/** The table of definitions. */
final class ExperimentStore {
    private static final String ROWS = "SELECT e.id, e.definition, e.defined_at, e.superseded_by, "
            + AttemptStore.columns("a") + " FROM experiment e"
            + " LEFT JOIN attempt a ON a.experiment = e.id AND a.attempt = e.last_attempt";

    private final Database database;

    ExperimentStore(Database database) {
        this.database = database;
    }

    private record Existing(long id, String digest, int lastAttempt) {}

    List<Definition> define(List<Experiment> experiments, Instant at) throws SQLException {
        var definitions = new ArrayList<Definition>();
        for (var experiment : experiments) {
            definitions.add(define(experiment, at));
        }
        return definitions;
    }

    List<Experiment> unknown(List<Experiment> experiments) throws SQLException {
        var unknown = new ArrayList<Experiment>();
        for (var experiment : experiments) {
            var existing = existing(experiment);
            if (existing.isEmpty() || !existing.get().digest().equals(experiment.digest())) {
                unknown.add(experiment);
            }
        }
        return unknown;
    }

    private Optional<Existing> existing(Experiment experiment) throws SQLException {
        return database.first(
                "SELECT id, digest, last_attempt FROM experiment WHERE folder = ? AND name = ? AND superseded_by IS NULL",
                row -> new Existing(row.getLong(1), row.getString(2), row.getInt(3)),
                experiment.folder().toString(),
                experiment.name());
    }

    private Definition define(Experiment experiment, Instant at) throws SQLException {
        var digest = experiment.digest();
        var existing = existing(experiment);
        if (existing.isEmpty()) {
            return new Definition(insert(experiment, digest, at), experiment, Kind.NEW);
        }
        long id = existing.get().id();
        if (existing.get().digest().equals(digest)) {
            return new Definition(id, experiment, Kind.SAME);
        }
        boolean neverSubmitted = existing.get().lastAttempt() == 0;
        long now = neverSubmitted ? change(id, experiment, digest, at) : supersede(id, experiment, digest, at);
        return new Definition(now, experiment, Kind.CHANGED);
    }

    private long insert(Experiment experiment, String digest, Instant at) throws SQLException {
        database.update(
                "INSERT INTO experiment (folder, name, collection, digest, definition, defined_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                experiment.folder().toString(),
                experiment.name(),
                experiment.collection(),
                digest,
                experiment.toJson().toString(),
                at);
        return database.first("SELECT last_insert_rowid()", row -> row.getLong(1))
                .orElseThrow();
    }

    private long change(long id, Experiment experiment, String digest, Instant at) throws SQLException {
        database.update(
                "UPDATE experiment SET collection = ?, digest = ?, definition = ?, defined_at = ? WHERE id = ?",
                experiment.collection(),
                digest,
                experiment.toJson().toString(),
                at,
                id);
        return id;
    }

    /** The old row must be out of the unique index before the new one, whose id it is to name, can come in. */
    private long supersede(long id, Experiment experiment, String digest, Instant at) throws SQLException {
        database.update("UPDATE experiment SET superseded_by = 0 WHERE id = ?", id);
        long next = insert(experiment, digest, at);
        database.update("UPDATE experiment SET superseded_by = ? WHERE id = ?", next, id);
        return next;
    }

    List<ExperimentRow> all() throws SQLException {
        return database.query(ROWS + " ORDER BY e.id", ExperimentStore::row);
    }

    Optional<ExperimentRow> byId(long id) throws SQLException {
        return database.first(ROWS + " WHERE e.id = ?", ExperimentStore::row, id);
    }

    List<ExperimentRow> byIds(SortedSet<Long> ids) throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        // One scan of the span; rows outside the set are passed over before their JSON is read.
        return database
                .query(
                        ROWS + " WHERE e.id BETWEEN ? AND ? ORDER BY e.id",
                        row -> ids.contains(row.getLong(1)) ? Optional.of(row(row)) : Optional.<ExperimentRow>empty(),
                        ids.first(),
                        ids.last())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    List<SelectionResolver.Known> known() throws SQLException {
        return database.query(
                "SELECT id, name, collection, superseded_by IS NULL FROM experiment",
                row -> new SelectionResolver.Known(
                        row.getLong(1), row.getString(2), Optional.ofNullable(row.getString(3)), row.getBoolean(4)));
    }

    private static ExperimentRow row(ResultSet row) throws SQLException {
        var definition = Experiment.fromJson(Json.parseObject(row.getString(2)));
        long supersededBy = row.getLong(4);
        return new ExperimentRow(
                row.getLong(1),
                definition,
                Instant.parse(row.getString(3)),
                AttemptStore.optionalRow(row, 5),
                supersededBy == 0 ? Optional.empty() : Optional.of(supersededBy));
    }
}
