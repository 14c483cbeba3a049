package org.neronet.man.history;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

/** The plans that were sent; a thousand that share one snapshot keep its list of files once. */
final class PlanStore {
    private static final String CODE = "code";

    private final Database database;
    private final CodeStore code;

    PlanStore(Database database, CodeStore code) {
        this.database = database;
        this.code = code;
    }

    void keep(Collection<AttemptPlan> plans) throws SQLException {
        var listings = new CodeListing.Cache();
        for (var plan : plans) {
            boolean isNew = !listings.has(plan.code());
            var listing = listings.of(plan.code());
            if (isNew) {
                code.keep(listing);
            }
            keep(plan, listing.digest());
        }
    }

    private void keep(AttemptPlan plan, String digest) throws SQLException {
        var fields = new LinkedHashMap<>(plan.toJson().asMap());
        fields.remove(CODE);
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

    /** Digest of the files that an attempt was sent with. */
    Optional<String> code(long id, int attempt) throws SQLException {
        return database.first(
                "SELECT code FROM plan WHERE experiment = ? AND attempt = ?", row -> row.getString(1), id, attempt);
    }

    Optional<String> currentCode(long id) throws SQLException {
        return database.first(
                        "SELECT coalesce(p.code, d.code) FROM experiment e JOIN definition d ON d.number = e.definition"
                                + " LEFT JOIN plan p ON p.experiment = e.id AND p.attempt = e.last_attempt"
                                + " WHERE e.id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        id)
                .flatMap(digest -> digest);
    }

    private static JsonObject withCode(String plan, String files) {
        return Json.parseObject(plan).with(CODE, Json.parse(files));
    }
}
