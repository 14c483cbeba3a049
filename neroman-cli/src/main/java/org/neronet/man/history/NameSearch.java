package org.neronet.man.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

/** Finds what a name means: an experiment, a collection, the last part of one experiment's name, or a folder. */
final class NameSearch {
    private static final int SHOWN = 20;
    private static final String CURRENT = " AND superseded_by IS NULL AND deleted_at IS NULL";

    private final Database database;
    private final Viewpoint viewpoint;
    private final Unknown unknown;

    NameSearch(Database database, Viewpoint viewpoint, Unknown unknown) {
        this.database = database;
        this.viewpoint = viewpoint;
        this.unknown = unknown;
    }

    private record Known(long id, String name) {}

    Sql named(String name) throws SQLException {
        var found = find(name);
        if (found.isEmpty()) {
            unknown.name(name);
        }
        return found.orElse(IdSearch.among(List.of()));
    }

    /** @throws NeronetException (usage) when it means several */
    Optional<Sql> find(String name) throws SQLException {
        var exact = one("name", name, "'%s' is defined in %d folders");
        if (exact.isPresent()) {
            return exact;
        } else if (exists("collection", name)) {
            return Optional.of(Sql.of("e.collection = ?", name));
        }
        var last = one("last_part", name, "'%s' is the last part of %d names");
        return last.isPresent() ? last : folder(name);
    }

    /**
     * The experiments of a folder, which is said to be one.
     *
     * @param mayBeEmpty whether it is no fault that there are none
     */
    Sql inFolder(String typed, boolean mayBeEmpty) throws SQLException {
        var found = folder(typed);
        if (found.isEmpty() && !mayBeEmpty) {
            unknown.folder(viewpoint.folder(typed), typed);
        }
        return found.orElse(IdSearch.among(List.of()));
    }

    private Optional<Sql> folder(String typed) throws SQLException {
        var folder = viewpoint.folder(typed);
        return exists("folder", folder) ? Optional.of(Sql.of("e.folder = ?", folder)) : Optional.empty();
    }

    private Optional<Sql> one(String column, String name, String ambiguous) throws SQLException {
        var known = database.query(
                "SELECT id, name FROM experiment WHERE " + column + " = ?" + CURRENT + " ORDER BY id",
                row -> new Known(row.getLong(1), row.getString(2)),
                name);
        if (known.size() > 1) {
            var shown = known.stream().limit(SHOWN).map(each -> each.id() + " " + each.name());
            throw new NeronetException(
                    ExitCode.USAGE,
                    ambiguous.formatted(name, known.size()) + ": " + shown.collect(Collectors.joining(", "))
                            + (known.size() > SHOWN ? ", …" : ""),
                    "use the ids");
        }
        return known.stream().findFirst().map(each -> Sql.of("e.id = ?", each.id()));
    }

    private boolean exists(String column, String value) throws SQLException {
        return database.first(
                        "SELECT 1 FROM experiment WHERE " + column + " = ?" + CURRENT + " LIMIT 1", row -> 1, value)
                .isPresent();
    }
}
