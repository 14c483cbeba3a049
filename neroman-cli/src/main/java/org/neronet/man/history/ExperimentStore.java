package org.neronet.man.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.man.spec.Experiment;

/** The table of experiments. */
final class ExperimentStore {
    private static final char UNIT_SEPARATOR = 31;
    private static final String ROWS = "SELECT e.id, d.definition, e.defined_at, e.superseded_by, e.starred,"
            + " (SELECT group_concat(t.tag, char(" + (int) UNIT_SEPARATOR + ")) FROM tag t WHERE t.experiment = e.id), "
            + AttemptStore.columns("a") + " FROM experiment e JOIN definition d ON d.number = e.definition"
            + " LEFT JOIN attempt a ON a.experiment = e.id AND a.attempt = e.last_attempt";
    private static final int ATTEMPT = 7;

    private final Database database;
    private final DefinitionStore definitions;
    private final CodeStore code;

    ExperimentStore(Database database, DefinitionStore definitions, CodeStore code) {
        this.database = database;
        this.definitions = definitions;
        this.code = code;
    }

    /**
     * Defines experiments, which may be of several folders.
     *
     * @param provenances the number of each folder's
     */
    List<Definition> define(List<Described> all, Map<String, Long> provenances, Instant at) throws SQLException {
        var byFolder = new LinkedHashMap<String, List<Described>>();
        all.forEach(each -> byFolder.computeIfAbsent(each.experiment().folder().toString(), folder -> new ArrayList<>())
                .add(each));
        var defined = new IdentityHashMap<Described, Definition>();
        for (var folder : byFolder.entrySet()) {
            long provenance = provenances.get(folder.getKey());
            var writing = new DefinitionWriting(database, definitions, code, provenance, at);
            defined.putAll(writing.write(folder.getKey(), folder.getValue()));
        }
        return all.stream().map(defined::get).toList();
    }

    /** A second experiment that runs what the first one does. */
    Definition copy(ExperimentRow row, String name, long provenance, Instant at) throws SQLException {
        return new DefinitionWriting(database, definitions, code, provenance, at).copy(row, name);
    }

    /** The ids whose identity was another. */
    List<Long> identify(Map<Long, Described> sent) throws SQLException {
        var listings = new CodeListing.Cache();
        var changed = new ArrayList<Long>();
        for (var each : sent.entrySet()) {
            var code = listings.of(each.getValue().code());
            var identity = each.getValue().experiment().identity(code.digest());
            if (database.update(
                            "UPDATE experiment SET identity = ? WHERE id = ? AND identity <> ?",
                            identity,
                            each.getKey(),
                            identity)
                    > 0) {
                changed.add(each.getKey());
            }
        }
        return List.copyOf(changed);
    }

    boolean isTaken(String folder, String name) throws SQLException {
        return database.first(
                        "SELECT 1 FROM experiment WHERE folder = ? AND name = ? AND superseded_by IS NULL"
                                + " AND deleted_at IS NULL",
                        row -> 1,
                        folder,
                        name)
                .isPresent();
    }

    List<ExperimentRow> all() throws SQLException {
        return database.query(ROWS + " WHERE e.deleted_at IS NULL ORDER BY e.id", ExperimentStore::row);
    }

    List<Long> everGiven(long first, long last) throws SQLException {
        return database.query(
                "SELECT id FROM experiment WHERE id BETWEEN ? AND ? ORDER BY id", row -> row.getLong(1), first, last);
    }

    Optional<ExperimentRow> byId(long id) throws SQLException {
        return database.first(ROWS + " WHERE e.id = ?", ExperimentStore::row, id);
    }

    /** Those that there are, in id order. */
    List<ExperimentRow> byIds(Collection<Long> ids) throws SQLException {
        return database.query(
                ROWS + " WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id",
                ExperimentStore::row,
                Json.write(List.copyOf(ids)));
    }

    private static ExperimentRow row(ResultSet row) throws SQLException {
        var definition = Experiment.fromJson(Json.parseObject(row.getString(2)));
        long supersededBy = row.getLong(4);
        return new ExperimentRow(
                row.getLong(1),
                definition,
                Instant.parse(row.getString(3)),
                AttemptStore.optionalRow(row, ATTEMPT),
                supersededBy == 0 ? Optional.empty() : Optional.of(supersededBy),
                labels(row.getBoolean(5), row.getString(6)));
    }

    private static Labels labels(boolean starred, String tags) {
        if (tags == null) {
            return starred ? new Labels(true, List.of()) : Labels.NONE;
        }
        var sorted = Arrays.stream(tags.split(String.valueOf(UNIT_SEPARATOR)))
                .sorted()
                .toList();
        return new Labels(starred, sorted);
    }
}
