package org.neronet.man.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.spec.Experiment;

/** The tables of definitions, all of them for ever, and of the parameters of the newest ones. */
final class DefinitionStore {
    private final Database database;
    private final ProvenanceStore provenances;

    DefinitionStore(Database database, ProvenanceStore provenances) {
        this.database = database;
        this.provenances = provenances;
    }

    /** What is kept of one definition beside its parameters. */
    record Entry(String kind, String digest, Optional<String> code, long provenance) {}

    long lastNumber() throws SQLException {
        return database.first("SELECT coalesce(max(number), 0) FROM definition", row -> row.getLong(1))
                .orElseThrow();
    }

    void add(long number, long id, Experiment experiment, Entry entry, Instant at) throws SQLException {
        database.update(
                "INSERT INTO definition (number, experiment, at, kind, digest, definition, code, provenance)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                id,
                at,
                entry.kind(),
                entry.digest(),
                experiment.toJson().toString(),
                entry.code(),
                entry.provenance());
        for (var parameter : experiment.parameters().entrySet()) {
            var value = parameter.getValue();
            database.update(
                    "INSERT INTO parameter (experiment, name, value, number) VALUES (?, ?, ?, ?)",
                    id,
                    parameter.getKey(),
                    Optional.ofNullable(value).map(Object::toString),
                    number(value));
        }
    }

    /** SQLite keeps NaN as NULL, so NaN compares as no number. */
    private static Optional<Double> number(Object value) {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    void forgetParameters(long id) throws SQLException {
        database.update("DELETE FROM parameter WHERE experiment = ?", id);
    }

    List<DefinitionRow> of(long id) throws SQLException {
        record Raw(DefinitionRow row, Optional<Long> provenance) {}
        var rows = database.query(
                "SELECT at, kind, definition, code, provenance FROM definition WHERE experiment = ? ORDER BY number",
                row -> new Raw(
                        new DefinitionRow(
                                Instant.parse(row.getString(1)),
                                row.getString(2),
                                Experiment.fromJson(Json.parseObject(row.getString(3))),
                                Optional.ofNullable(row.getString(4)),
                                Provenance.UNKNOWN),
                        row.getString(5) == null ? Optional.empty() : Optional.of(row.getLong(5))),
                id);
        var all = new java.util.ArrayList<DefinitionRow>();
        for (var raw : rows) {
            var row = raw.row();
            var provenance = raw.provenance().isEmpty()
                    ? Optional.<Provenance>empty()
                    : provenances.one(raw.provenance().get());
            all.add(new DefinitionRow(
                    row.at(), row.kind(), row.experiment(), row.code(), provenance.orElse(Provenance.UNKNOWN)));
        }
        return List.copyOf(all);
    }
}
