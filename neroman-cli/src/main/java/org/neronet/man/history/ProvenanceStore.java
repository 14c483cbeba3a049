package org.neronet.man.history;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.man.provenance.GitState;
import org.neronet.man.provenance.Provenance;

/** The table of provenances; equal ones are kept once. */
final class ProvenanceStore {
    private final Database database;

    ProvenanceStore(Database database) {
        this.database = database;
    }

    /** Their numbers, by folder as text. */
    Map<String, Long> keep(Map<Path, Provenance> all) throws SQLException {
        var numbers = new HashMap<String, Long>();
        for (var each : all.entrySet()) {
            numbers.put(each.getKey().toString(), keep(each.getValue()));
        }
        return numbers;
    }

    /** Its number. */
    long keep(Provenance provenance) throws SQLException {
        var digest = provenance.digest();
        var git = provenance.git();
        database.update(
                "INSERT OR IGNORE INTO provenance (digest, user, host, git_commit, git_branch, git_remote, git_diff,"
                        + " git_untracked, environment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                digest,
                provenance.user(),
                provenance.host(),
                git.map(GitState::commit),
                git.flatMap(GitState::branch),
                git.flatMap(GitState::remote),
                git.map(GitState::diff),
                git.map(state -> Json.write(state.untracked())),
                provenance.environment().toString());
        return database.first("SELECT number FROM provenance WHERE digest = ?", row -> row.getLong(1), digest)
                .orElseThrow();
    }

    Optional<Provenance> one(long number) throws SQLException {
        return database.first(
                "SELECT user, host, git_commit, git_branch, git_remote, git_diff, git_untracked, environment"
                        + " FROM provenance WHERE number = ?",
                ProvenanceStore::row,
                number);
    }

    private static Provenance row(ResultSet row) throws SQLException {
        return new Provenance(
                row.getString(1),
                row.getString(2),
                row.getString(3) == null ? Optional.empty() : Optional.of(git(row)),
                Json.parseObject(row.getString(8)));
    }

    private static GitState git(ResultSet row) throws SQLException {
        return new GitState(
                row.getString(3),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                row.getString(6),
                JsonObject.of("all", Json.parse(row.getString(7))).strings("all"));
    }
}
