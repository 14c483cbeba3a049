package org.neronet.man.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads how experiments stand to each other. */
final class KinshipStore {
    private static final String CURRENT = "e.folder = ? AND e.superseded_by IS NULL AND e.deleted_at IS NULL";

    private final Database database;

    KinshipStore(Database database) {
        this.database = database;
    }

    Standing standing(long id) throws SQLException {
        record Own(Optional<String> identity, Optional<Instant> deletedAt) {}
        var own = database.first(
                        "SELECT identity, deleted_at FROM experiment WHERE id = ?",
                        row -> new Own(
                                Optional.ofNullable(row.getString(1)),
                                Optional.ofNullable(row.getString(2)).map(Instant::parse)),
                        id)
                .orElse(new Own(Optional.empty(), Optional.empty()));
        return new Standing(
                own.identity(),
                own.deletedAt(),
                ids("SELECT id FROM experiment WHERE superseded_by = ? ORDER BY id", id),
                ids(
                        "SELECT id FROM experiment WHERE identity = ? AND id <> ? AND deleted_at IS NULL ORDER BY id",
                        own.identity(),
                        id));
    }

    private List<Long> ids(String sql, Object... values) throws SQLException {
        return database.query(sql, row -> row.getLong(1), values);
    }

    Siblings siblings(String folder) throws SQLException {
        record Value(String parameter, String value, long count) {}
        long size = database.first("SELECT count(*) FROM experiment e WHERE " + CURRENT, row -> row.getLong(1), folder)
                .orElseThrow();
        var values = database.query(
                "SELECT p.name, p.value, count(*) FROM parameter p JOIN experiment e ON e.id = p.experiment WHERE "
                        + CURRENT + " GROUP BY p.name, p.value ORDER BY min(e.id), p.name",
                row -> new Value(row.getString(1), row.getString(2), row.getLong(3)),
                folder);
        var counts = new LinkedHashMap<String, Long>();
        var texts = new LinkedHashMap<String, List<String>>();
        for (var each : values) {
            counts.merge(each.parameter(), each.count(), Long::sum);
            texts.computeIfAbsent(each.parameter(), name -> new ArrayList<>()).add(each.value());
        }
        texts.keySet().removeIf(name -> texts.get(name).size() == 1 && counts.get(name) == size);
        return new Siblings(size, texts);
    }
}
