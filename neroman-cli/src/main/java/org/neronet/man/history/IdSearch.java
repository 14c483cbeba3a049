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
    /** So many ranges are asked for as ranges, more of them as a list of ids. */
    private static final int FEW = 50;

    private final Database database;
    private final Unknown unknown;

    IdSearch(Database database, Unknown unknown) {
        this.database = database;
        this.unknown = unknown;
    }

    private record Known(long id, Optional<String> deletedAt) {}

    /** Is one of them; those that are not there are noted. */
    Sql sql(List<Ids> typed) throws SQLException {
        var ranges = merged(typed);
        var found = new ArrayList<Long>();
        for (var range : ranges) {
            if (ranges.size() > FEW || !isComplete(range)) {
                search(range, found);
            }
        }
        return ranges.size() > FEW
                ? among(found)
                : Sql.any(ranges.stream().map(IdSearch::within).toList());
    }

    static Sql among(List<Long> ids) {
        return Sql.of("e.id IN (SELECT value FROM json_each(?))", Json.write(ids));
    }

    private static Sql within(Ids range) {
        return Sql.of("e.id BETWEEN ? AND ?", range.first(), range.last());
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

    private boolean isComplete(Ids range) throws SQLException {
        long there = database.first(
                        "SELECT count(*) FROM experiment WHERE id BETWEEN ? AND ? AND deleted_at IS NULL",
                        row -> row.getLong(1),
                        range.first(),
                        range.last())
                .orElseThrow();
        return there == range.last() - range.first() + 1;
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
