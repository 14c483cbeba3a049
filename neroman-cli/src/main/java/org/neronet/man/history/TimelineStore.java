package org.neronet.man.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.neronet.common.event.EventJson;
import org.neronet.common.json.Json;
import org.neronet.man.history.Moment.What;
import org.neronet.man.provenance.Provenance;

/** Reads all tables as one sequence of moments. */
final class TimelineStore {
    /**
     * When an event counts as later than those before it in the journal: clocks of nodes and gateways differ a little, and
     * nobody runs before being queued.
     */
    private static final String EVENT_ORDER =
            "CASE WHEN julianday(latest) - julianday(at) < 2 / 86400.0 THEN latest" + " ELSE at END";

    /** Of those at the same time, the later source is the later one; {@code of(…)} is whose moments are wanted. */
    private static final List<String> SOURCES = List.of(
            "SELECT at AS place, at, 1 AS source, number, experiment, NULL AS attempt, kind AS first, NULL AS second,"
                    + " provenance FROM definition WHERE of(experiment)",
            "SELECT n.defined_at, n.defined_at, 2, 0, e.id, NULL, n.id, NULL, NULL FROM experiment e"
                    + " JOIN experiment n ON n.id = e.superseded_by WHERE of(e.id)",
            "SELECT at, at, 3, number, experiment, NULL, author, text, NULL FROM note WHERE of(experiment)",
            "SELECT at, at, 4, 0, experiment, NULL, tag, NULL, NULL FROM tag WHERE of(experiment)",
            "SELECT begun, begun, 5, attempt, experiment, attempt, cluster, NULL, provenance FROM attempt"
                    + " WHERE of(experiment)",
            "SELECT " + EVENT_ORDER + ", at, 6, number, experiment, attempt, NULL, event, NULL FROM (SELECT *,"
                    + " max(at) OVER (PARTITION BY experiment, attempt ORDER BY number) AS latest FROM event"
                    + " WHERE of(experiment))",
            "SELECT deleted_at, deleted_at, 7, 0, id, NULL, NULL, NULL, NULL FROM experiment"
                    + " WHERE deleted_at IS NOT NULL AND of(id)");

    private static final String NEWEST = "SELECT m.at, m.source, m.experiment, e.name, m.attempt, m.first, m.second,"
            + " m.provenance FROM (" + String.join(" UNION ALL ", SOURCES) + ") m JOIN experiment e"
            + " ON e.id = m.experiment ORDER BY m.place DESC, m.source DESC, m.number DESC, m.experiment DESC LIMIT ?1";
    private static final Pattern OF = Pattern.compile("of\\(([a-z.]+)\\)");
    private static final String OF_ALL = OF.matcher(NEWEST).replaceAll("TRUE");
    private static final String OF_SOME = OF.matcher(NEWEST).replaceAll("$1 IN (SELECT value FROM json_each(?2))");

    private final Database database;
    private final ProvenanceStore provenances;

    TimelineStore(Database database, ProvenanceStore provenances) {
        this.database = database;
        this.provenances = provenances;
    }

    /** What a row says, its provenance by number because thousands share one. */
    private record Found(
            Instant at,
            long id,
            String name,
            int source,
            int attempt,
            String first,
            String second,
            Optional<Long> provenance) {}

    List<Moment> newest(Optional<Collection<Long>> ids, int limit) throws SQLException {
        var found = ids.isEmpty()
                ? database.query(OF_ALL, TimelineStore::found, limit)
                : database.query(OF_SOME, TimelineStore::found, limit, Json.write(List.copyOf(ids.get())));
        Collections.reverse(found);
        var origins = origins(found);
        return found.stream().map(each -> moment(each, origins)).toList();
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                Instant.parse(row.getString(1)),
                row.getLong(3),
                row.getString(4),
                row.getInt(2),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getString(8) == null ? Optional.empty() : Optional.of(row.getLong(8)));
    }

    private Map<Long, Provenance> origins(List<Found> found) throws SQLException {
        var origins = new HashMap<Long, Provenance>();
        for (var each : found) {
            if (each.provenance().isPresent()
                    && !origins.containsKey(each.provenance().get())) {
                long number = each.provenance().get();
                provenances.one(number).ifPresent(origin -> origins.put(number, origin));
            }
        }
        return origins;
    }

    private static Moment moment(Found found, Map<Long, Provenance> origins) {
        return new Moment(
                found.at(),
                found.id(),
                found.name(),
                what(found, found.provenance().map(origins::get)));
    }

    private static What what(Found found, Optional<Provenance> origin) {
        return switch (found.source()) {
            case 1 -> new What.Described(found.first(), origin);
            case 2 -> new What.Superseded(Long.parseLong(found.first()));
            case 3 -> new What.Noted(found.first(), found.second());
            case 4 -> new What.Tagged(found.first());
            case 5 -> new What.Sent(found.attempt(), found.first(), origin);
            case 6 -> new What.Happened(EventJson.read(Json.parseObject(found.second())));
            default -> new What.Deleted();
        };
    }
}
