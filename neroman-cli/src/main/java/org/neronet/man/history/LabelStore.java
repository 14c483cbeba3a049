package org.neronet.man.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The tables of notes and tags, and the star of an experiment. */
final class LabelStore {
    private final Database database;

    LabelStore(Database database) {
        this.database = database;
    }

    void note(Collection<Long> ids, Instant at, String author, String text) throws SQLException {
        for (long id : ids) {
            database.update(
                    "INSERT INTO note (experiment, at, author, text) VALUES (?, ?, ?, ?)", id, at, author, text);
        }
    }

    List<Note> notes(long id) throws SQLException {
        return database.query(
                "SELECT experiment, at, author, text FROM note WHERE experiment = ? ORDER BY number",
                row -> new Note(
                        row.getLong(1), java.time.Instant.parse(row.getString(2)), row.getString(3), row.getString(4)),
                id);
    }

    /** The ids that did not have it. */
    List<Long> tag(Collection<Long> ids, String tag, Instant at) throws SQLException {
        return changed(
                ids,
                id -> database.update("INSERT OR IGNORE INTO tag (tag, experiment, at) VALUES (?, ?, ?)", tag, id, at));
    }

    /** The ids that had it. */
    List<Long> untag(Collection<Long> ids, String tag) throws SQLException {
        return changed(ids, id -> database.update("DELETE FROM tag WHERE tag = ? AND experiment = ?", tag, id));
    }

    /** The ids whose star was another. */
    List<Long> star(Collection<Long> ids, boolean starred) throws SQLException {
        return changed(
                ids,
                id -> database.update(
                        "UPDATE experiment SET starred = ? WHERE id = ? AND starred <> ?", starred, id, starred));
    }

    /** The ids that were neither live nor deleted. */
    List<Long> delete(Collection<Long> ids, Instant at) throws SQLException {
        return changed(
                ids,
                id -> database.update(
                        "UPDATE experiment SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL AND NOT EXISTS"
                                + " (SELECT 1 FROM attempt WHERE experiment = id AND "
                                + AttemptStore.NOT_ENDED + ")",
                        at,
                        id));
    }

    @FunctionalInterface
    private interface Change {
        int of(long id) throws SQLException;
    }

    private static List<Long> changed(Collection<Long> ids, Change change) throws SQLException {
        var changed = new ArrayList<Long>();
        for (long id : ids) {
            if (change.of(id) > 0) {
                changed.add(id);
            }
        }
        return List.copyOf(changed);
    }
}
