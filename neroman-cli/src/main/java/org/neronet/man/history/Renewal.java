package org.neronet.man.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.config.IoReason;

/** Puts a history file aside and begins a new one, in which ids go on and no old event comes again. */
final class Renewal {
    private final Database database;
    private final Path file;

    Renewal(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    private record Cursor(String mumId, String cluster, long cursor) {}

    OldHistory old() throws SQLException {
        return new OldHistory(
                number("SELECT count(*) FROM experiment"),
                number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'experiment'"),
                database.query(
                        "SELECT DISTINCT e.id FROM attempt a JOIN experiment e ON e.id = a.experiment"
                                + " WHERE a.started_at IS NOT NULL AND a.ended_at IS NOT NULL AND a.results IS NULL"
                                + " AND e.deleted_at IS NULL ORDER BY e.id",
                        row -> row.getLong(1)));
    }

    private long number(String sql) throws SQLException {
        return database.first(sql, row -> row.getLong(1)).orElse(0L);
    }

    /**
     * Inside a transaction of the old history, which nobody else can change meanwhile. There is a whole history under the
     * file's name at every moment.
     */
    void run(Path keptAs) throws SQLException {
        var fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            fill(fresh, old().lastId(), cursors());
            // A connection that another process has open refuses to write, since its file is not under the name any
            // more.
            Files.createLink(keptAs, file);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.syncFolder(file.toAbsolutePath().getParent());
        } catch (FileAlreadyExistsException e) {
            throw new NeronetException(ExitCode.REFUSED, keptAs + " is there already", "try again in a second", e);
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE, "cannot put " + file + " aside: " + IoReason.of(e), "check its folder", e);
        } finally {
            deleteIfThere(fresh);
        }
    }

    private List<Cursor> cursors() throws SQLException {
        return database.query(
                "SELECT mum_id, cluster, cursor FROM mum ORDER BY mum_id",
                row -> new Cursor(row.getString(1), row.getString(2), row.getLong(3)));
    }

    private static void fill(Path fresh, long lastId, List<Cursor> cursors) {
        try (var database = new Database(fresh)) {
            database.transaction(() -> {
                database.update("INSERT INTO sqlite_sequence (name, seq) VALUES ('experiment', ?)", lastId);
                for (var each : cursors) {
                    database.update(
                            "INSERT INTO mum (mum_id, cluster, cursor) VALUES (?, ?, ?)",
                            each.mumId(),
                            each.cluster(),
                            each.cursor());
                }
                return lastId;
            });
        }
    }

    private static void deleteIfThere(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            throw new NeronetException(
                    ExitCode.FAILURE, "cannot remove " + fresh + ": " + IoReason.of(e), "remove it by hand", e);
        }
    }
}
