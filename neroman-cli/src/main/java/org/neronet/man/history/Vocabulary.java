package org.neronet.man.history;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.neronet.common.experiment.AttemptState;

/** The names in the history that a selection may have been meant to use. */
final class Vocabulary {
    private static final String CURRENT = " e.superseded_by IS NULL AND e.deleted_at IS NULL";

    private final Database database;

    Vocabulary(Database database) {
        this.database = database;
    }

    boolean isParameter(String name) throws SQLException {
        return exists(
                "SELECT 1 FROM parameter p JOIN experiment e ON e.id = p.experiment WHERE p.name = ? AND" + CURRENT,
                name);
    }

    boolean isMetric(String name) throws SQLException {
        return exists(
                "SELECT 1 FROM metric_summary m JOIN experiment e ON e.id = m.experiment WHERE m.name = ? AND"
                        + CURRENT,
                name);
    }

    Set<String> parameters() throws SQLException {
        return new TreeSet<>(database.query("SELECT DISTINCT name FROM parameter", row -> row.getString(1)));
    }

    Set<String> metrics() throws SQLException {
        return new TreeSet<>(database.query("SELECT DISTINCT name FROM metric_summary", row -> row.getString(1)));
    }

    /** Names, their last parts and collections. */
    Set<String> names() throws SQLException {
        var names = new LinkedHashSet<String>();
        database.query("SELECT e.name, e.last_part, e.collection FROM experiment e WHERE" + CURRENT, row -> {
            Stream.of(row.getString(1), row.getString(2)).forEach(names::add);
            return Optional.ofNullable(row.getString(3)).map(names::add);
        });
        return names;
    }

    /** All that are not deleted, ascending. */
    List<Long> ids() throws SQLException {
        return database.query("SELECT id FROM experiment WHERE deleted_at IS NULL ORDER BY id", row -> row.getLong(1));
    }

    /** The condition that somebody may mean who types that word alone. */
    Optional<String> condition(String word) throws SQLException {
        boolean state =
                Stream.of(AttemptState.values()).anyMatch(each -> each.word().equals(word));
        if (state) {
            return Optional.of("did you mean 'state=" + word + "'?");
        } else if (isParameter(word) || isMetric(word)) {
            return Optional.of("did you mean '" + word + ">0.01'? quote it: the shell takes < and > for itself");
        } else if (exists("SELECT 1 FROM tag WHERE tag = ?", word)) {
            return Optional.of("did you mean 'tag=" + word + "'?");
        } else if (exists("SELECT 1 FROM attempt WHERE cluster = ?", word)) {
            return Optional.of("did you mean 'cluster=" + word + "'?");
        }
        return Optional.empty();
    }

    private boolean exists(String sql, String value) throws SQLException {
        return database.first(sql + " LIMIT 1", row -> 1, value).isPresent();
    }
}
