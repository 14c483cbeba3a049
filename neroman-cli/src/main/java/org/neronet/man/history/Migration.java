package org.neronet.man.history;

import java.sql.SQLException;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.man.provenance.Provenance;
import org.neronet.man.spec.Experiment;

/** Brings a history of an older form to the newest; nothing of it is lost. Inside a transaction. */
final class Migration {
    private final Database database;

    Migration(Database database) {
        this.database = database;
    }

    private record Old(
            long id, String digest, String definition, String at, int lastAttempt, Optional<Long> supersededBy) {}

    /** Form 3 knows of an attempt why a rule ends it, and how far it is. */
    void fromSecond() throws SQLException {
        database.execute("ALTER TABLE attempt ADD COLUMN stop_reason TEXT");
        database.execute("ALTER TABLE attempt ADD COLUMN done INTEGER");
        database.execute("ALTER TABLE attempt ADD COLUMN total INTEGER");
        fromThird();
    }

    /** Form 4 knows of an attempt that the user holds it, and when it may start. */
    void fromThird() throws SQLException {
        database.execute("ALTER TABLE attempt ADD COLUMN hold TEXT");
        database.execute("ALTER TABLE attempt ADD COLUMN expected_at TEXT");
    }

    /** The tables that form 2 has otherwise are moved aside, made anew and filled. */
    void fromFirst() throws SQLException {
        // Otherwise the other tables' references would follow the old one.
        database.execute("PRAGMA legacy_alter_table = ON");
        database.execute("ALTER TABLE experiment RENAME TO experiment_1");
        database.execute("PRAGMA legacy_alter_table = OFF");
        database.execute("DROP INDEX experiment_identity");
        database.execute("ALTER TABLE attempt ADD COLUMN provenance INTEGER");
        fromSecond();
        for (var sql : Schema.TABLES) {
            // Tables and indexes that form 1 had already are as they are in form 2.
            database.execute(sql.replaceFirst("CREATE (UNIQUE )?(TABLE|INDEX|VIEW) ", "CREATE $1$2 IF NOT EXISTS "));
        }
        var definitions = new DefinitionStore(database, new ProvenanceStore(database));
        long provenance = new ProvenanceStore(database).keep(Provenance.UNKNOWN);
        long number = 0;
        for (var old : old()) {
            move(old, ++number, provenance, definitions);
        }
        database.execute("DROP TABLE experiment_1");
    }

    private java.util.List<Old> old() throws SQLException {
        return database.query(
                "SELECT id, digest, definition, defined_at, last_attempt, superseded_by FROM experiment_1 ORDER BY id",
                row -> new Old(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6) == null ? Optional.empty() : Optional.of(row.getLong(6))));
    }

    private void move(Old old, long number, long provenance, DefinitionStore definitions) throws SQLException {
        var experiment = Experiment.fromJson(Json.parseObject(old.definition()));
        database.update(
                "INSERT INTO experiment (id, folder, name, last_part, collection, definition, defined_at, changed_at,"
                        + " last_attempt, superseded_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                old.id(),
                experiment.folder().toString(),
                experiment.name(),
                experiment.lastPartOfName(),
                experiment.collection(),
                number,
                old.at(),
                old.at(),
                old.lastAttempt(),
                old.supersededBy());
        var entry = new DefinitionStore.Entry("new", old.digest(), Optional.empty(), provenance);
        definitions.add(number, old.id(), experiment, entry, java.time.Instant.parse(old.at()));
    }
}
