package org.neronet.man.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The table of known contents of files. */
final class FileDigestStore {
    private final Database database;

    FileDigestStore(Database database) {
        this.database = database;
    }

    Optional<FileMemory.Known> of(Path file) throws SQLException {
        return database.first(
                "SELECT state, sha256 FROM file_digest WHERE path = ?",
                row -> new FileMemory.Known(row.getString(1), row.getString(2)),
                file.toString());
    }

    void keep(Map<Path, FileMemory.Known> files) throws SQLException {
        for (var each : files.entrySet()) {
            database.update(
                    "INSERT OR REPLACE INTO file_digest (path, state, sha256) VALUES (?, ?, ?)",
                    each.getKey().toString(),
                    each.getValue().state(),
                    each.getValue().sha256());
        }
    }
}
