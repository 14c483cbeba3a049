package org.neronet.man.history;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** The tables of snapshots and of the text of their small files. */
final class CodeStore {
    private final Database database;

    CodeStore(Database database) {
        this.database = database;
    }

    void keep(CodeListing code) throws SQLException {
        database.update("INSERT OR IGNORE INTO code (digest, files) VALUES (?, ?)", code.digest(), code.json());
    }

    Optional<List<CodeFile>> files(String digest) throws SQLException {
        return database.first(
                "SELECT files FROM code WHERE digest = ?", row -> files(digest, row.getString(1)), digest);
    }

    private static List<CodeFile> files(String digest, String json) {
        return JsonObject.of(digest, Json.parse(json)).objects(digest, CodeFile::fromJson);
    }

    /** Those of the digests whose text is not kept. */
    Set<String> unkept(Set<String> digests) throws SQLException {
        var unkept = new HashSet<>(digests);
        for (var digest : digests) {
            if (database.first("SELECT 1 FROM source WHERE sha256 = ?", row -> 1, digest)
                    .isPresent()) {
                unkept.remove(digest);
            }
        }
        return unkept;
    }

    void keepSource(String digest, byte[] bytes) throws SQLException {
        database.update(
                "INSERT OR IGNORE INTO source (sha256, size, deflated) VALUES (?, ?, ?)",
                digest,
                bytes.length,
                Zlib.deflate(bytes));
    }

    Optional<byte[]> source(String digest) throws SQLException {
        return database.first(
                "SELECT deflated, size FROM source WHERE sha256 = ?",
                row -> Zlib.inflate(row.getBytes(1), row.getInt(2)),
                digest);
    }
}
