package org.neronet.man.history;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** The plans that were sent; a thousand that share one snapshot keep its list of files once. */
final class PlanStore {
    private static final String CODE = "code";

    private final Database database;

    PlanStore(Database database) {
        this.database = database;
    }

    void keep(AttemptPlan plan) throws SQLException {
        var fields = new LinkedHashMap<>(plan.toJson().asMap());
        var files = Json.write(fields.remove(CODE));
        var digest = Sha256.of(files.getBytes(StandardCharsets.UTF_8));
        database.update("INSERT OR IGNORE INTO code (digest, files) VALUES (?, ?)", digest, files);
        database.update(
                "INSERT OR REPLACE INTO plan (experiment, attempt, plan, code) VALUES (?, ?, ?, ?)",
                plan.key().id(),
                plan.key().attempt(),
                Json.write(fields),
                digest);
    }

    Optional<AttemptPlan> plan(long id, int attempt) throws SQLException {
        return database.first(
                "SELECT p.plan, c.files FROM plan p JOIN code c ON c.digest = p.code"
                        + " WHERE p.experiment = ? AND p.attempt = ?",
                row -> AttemptPlan.fromJson(withCode(row.getString(1), row.getString(2))),
                id,
                attempt);
    }

    private static JsonObject withCode(String plan, String files) {
        return Json.parseObject(plan).with(CODE, Json.parse(files));
    }
}
