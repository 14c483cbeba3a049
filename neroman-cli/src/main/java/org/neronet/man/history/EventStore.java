package org.neronet.man.history;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Event;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.Json;
import org.neronet.common.wire.SequencedEvent;

/** Takes in events: folds them into attempts, files their samples, and keeps the rest as it came. */
final class EventStore {
    private final Database database;
    private final AttemptStore attempts;
    private final MetricStore metrics;
    private final Successors successors;
    private final String homeId;

    EventStore(Database database, AttemptStore attempts, MetricStore metrics, Successors successors, String homeId) {
        this.database = database;
        this.attempts = attempts;
        this.metrics = metrics;
        this.successors = successors;
        this.homeId = homeId;
    }

    long cursor(String mumId) throws SQLException {
        return database.first("SELECT cursor FROM mum WHERE mum_id = ?", row -> row.getLong(1), mumId)
                .orElse(0L);
    }

    void apply(String mumId, String cluster, List<SequencedEvent> events, long nextCursor) throws SQLException {
        long cursor = cursor(mumId);
        long last = Math.max(cursor, nextCursor);
        var statuses = new HashMap<AttemptKey, Optional<AttemptStatus>>();
        for (var sequenced : events) {
            if (sequenced.seq() > cursor) {
                take(sequenced.event(), Optional.of(mumId), Optional.of(sequenced.seq()), statuses);
                last = Math.max(last, sequenced.seq());
            }
        }
        save(statuses, Optional.of(mumId));
        database.update(
                "INSERT INTO mum (mum_id, cluster, cursor) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO UPDATE SET cluster = excluded.cluster, cursor = excluded.cursor",
                mumId,
                cluster,
                last);
    }

    void record(List<Event> events) throws SQLException {
        var statuses = new HashMap<AttemptKey, Optional<AttemptStatus>>();
        for (var event : events) {
            take(event, Optional.empty(), Optional.empty(), statuses);
        }
        save(statuses, Optional.empty());
    }

    private void take(
            Event event, Optional<String> mumId, Optional<Long> seq, Map<AttemptKey, Optional<AttemptStatus>> statuses)
            throws SQLException {
        var key = event.key();
        if (!key.home().equals(homeId)) {
            return;
        }
        if (!statuses.containsKey(key)) {
            statuses.put(key, status(event));
        }
        var status = statuses.get(key);
        if (status.isEmpty()) {
            return;
        }
        statuses.put(key, status.map(s -> s.after(event)));
        if (event instanceof Event.Metrics samples) {
            metrics.add(samples);
            return;
        }
        if (event instanceof Event.Progress) {
            return;
        }
        if (event instanceof Event.Environment environment) {
            attempts.saveEnvironment(key.id(), key.attempt(), environment.facts());
        }
        insert(event, mumId, seq);
    }

    private Optional<AttemptStatus> status(Event event) throws SQLException {
        var known = attempts.one(event.key().id(), event.key().attempt()).map(AttemptRow::status);
        return known.isEmpty() && event instanceof Event.Submitted submitted ? successors.begin(submitted) : known;
    }

    private void insert(Event event, Optional<String> mumId, Optional<Long> seq) throws SQLException {
        var json = EventJson.write(event);
        database.update(
                "INSERT INTO event (experiment, attempt, at, type, event, mum_id, seq) VALUES (?, ?, ?, ?, ?, ?, ?)",
                event.key().id(),
                event.key().attempt(),
                event.at(),
                json.string("type"),
                json.toString(),
                mumId,
                seq);
    }

    private void save(Map<AttemptKey, Optional<AttemptStatus>> statuses, Optional<String> mumId) throws SQLException {
        for (var entry : statuses.entrySet()) {
            if (entry.getValue().isPresent()) {
                var key = entry.getKey();
                attempts.save(key.id(), key.attempt(), entry.getValue().get(), mumId);
            }
        }
    }

    List<Event> events(long id, int attempt) throws SQLException {
        return database.query(
                "SELECT event FROM event WHERE experiment = ? AND attempt = ? ORDER BY number",
                row -> EventJson.read(Json.parseObject(row.getString(1))),
                id,
                attempt);
    }
}
