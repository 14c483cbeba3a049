package org.neronet.man.history;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.man.selection.Term.Ids;

/** Finds which of the ids typed there are; a range costs what exists of it, not its length. */
final class IdSearch {
    private final Database database;
    private final Unknown unknown;

    IdSearch(Database database, Unknown unknown) {
        this.database = database;
        this.unknown = unknown;
    }

    private record Known(long id, Optional<String> deletedAt) {}

    /** Is one of them. */
    Sql sql(List<Ids> ranges) throws SQLException {
        var found = new ArrayList<Long>();
        for (var range : merged(ranges)) {
            search(range, found);
        }
        return among(found);
    }

    static Sql among(List<Long> ids) {
        return Sql.of("e.id IN (SELECT value FROM json_each(?))", Json.write(ids));
    }

    private static List<Ids> merged(List<Ids> ranges) {
        var merged = new ArrayList<Ids>();
        for (var range :
                ranges.stream().sorted(Comparator.comparingLong(Ids::first)).toList()) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && range.first() <= last.last() + 1) {
                merged.set(merged.size() - 1, new Ids(last.first(), Math.max(last.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private void search(Ids range, List<Long> found) throws SQLException {
        long next = range.first();
        for (var known : known(range)) {
            unknown.ids(next, known.id() - 1);
            next = known.id() + 1;
            if (known.deletedAt().isPresent()) {
                unknown.deleted(known.id(), known.deletedAt().get());
            } else {
                found.add(known.id());
            }
        }
        unknown.ids(next, range.last());
    }

    private List<Known> known(Ids range) throws SQLException {
        return database.query(
                "SELECT id, deleted_at FROM experiment WHERE id BETWEEN ? AND ? ORDER BY id",
                row -> new Known(row.getLong(1), Optional.ofNullable(row.getString(2))),
                range.first(),
                range.last());
    }
}
