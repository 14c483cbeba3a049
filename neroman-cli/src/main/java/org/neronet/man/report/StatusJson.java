package org.neronet.man.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Hold;
import org.neronet.man.history.AttemptRow;
import org.neronet.man.history.MetricSummary;

/** The stable JSON form of a status, schema 1: unknown values are null, times ISO-8601 UTC, NaN a string. */
public final class StatusJson {
    /** Version of all JSON that commands print. */
    public static final int SCHEMA = 1;

    private StatusJson() {}

    /** The document as plain values for {@link org.neronet.common.json.Json#write}. */
    public static Map<String, Object> of(StatusReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", SCHEMA);
        json.put(
                "experiments",
                report.experiments().stream()
                        .map(each -> experiment(each, report.folderChanged().get(each.id())))
                        .toList());
        json.put("clusters", report.clusters().stream().map(StatusJson::cluster).toList());
        return json;
    }

    static Map<String, Object> experiment(ExperimentReport each, Boolean folderChanged) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", each.id());
        json.put("name", each.name());
        json.put("collection", orNull(each.row().experiment().collection()));
        json.put("state", each.state().word());
        json.put("reason", orNull(each.reason()));
        json.put("cluster", orNull(each.cluster()));
        json.put("attempt", orNull(each.row().latest().map(AttemptRow::attempt)));
        json.put("job_id", orNull(each.status(AttemptStatus::jobId)));
        json.put("node", orNull(each.status(AttemptStatus::node)));
        json.put("exit_code", orNull(each.status(AttemptStatus::exitCode)));
        json.put("parameters", each.row().experiment().parameters());
        json.put("metrics", metrics(each.reported()));
        json.put("resources", metrics(each.resources()));
        json.put("progress", progress(each));
        json.put("warnings", each.row().latest().map(a -> a.status().warnings()).orElse(List.of()));
        json.put("defined_at", time(Optional.of(each.row().definedAt())));
        json.put("submitted_at", time(each.status(AttemptStatus::submittedAt)));
        json.put("started_at", time(each.status(AttemptStatus::startedAt)));
        json.put("ended_at", time(each.status(AttemptStatus::endedAt)));
        json.put("results", orNull(each.row().latest().flatMap(AttemptRow::results)));
        json.put("starred", each.row().labels().starred());
        json.put("tags", each.row().labels().tags());
        json.put("folder_changed", folderChanged);
        json.put(
                "held",
                each.row().latest().filter(a -> a.status().hold() == Hold.HELD).isPresent());
        json.put("expected_at", time(each.status(AttemptStatus::expectedAt)));
        return json;
    }

    private static Map<String, Object> progress(ExperimentReport each) {
        if (each.status(AttemptStatus::total).isEmpty()) {
            return null;
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("done", orNull(each.status(AttemptStatus::done)));
        json.put("total", orNull(each.status(AttemptStatus::total)));
        return json;
    }

    private static Map<String, Object> metrics(List<MetricSummary> metrics) {
        var json = new LinkedHashMap<String, Object>();
        for (var metric : metrics) {
            var values = new LinkedHashMap<String, Object>();
            values.put("last", metric.last());
            values.put("min", orNull(metric.min()));
            values.put("max", orNull(metric.max()));
            values.put("step", Numbers.exact(metric.step()));
            values.put("count", metric.count());
            json.put(metric.name(), values);
        }
        return json;
    }

    private static Map<String, Object> cluster(ClusterReport cluster) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", cluster.name());
        json.put("type", cluster.type());
        json.put("reachable", orNull(cluster.reachable()));
        json.put("as_of", time(cluster.asOf()));
        json.put("queue", orNull(cluster.queue()));
        json.put("host", orNull(cluster.host()));
        json.put("error", orNull(cluster.error()));
        return json;
    }

    /** Milliseconds, because many readers of ISO-8601 know no finer ones. */
    static Object time(Optional<Instant> time) {
        return orNull(time.map(t -> t.truncatedTo(ChronoUnit.MILLIS)));
    }

    private static Object orNull(Optional<?> value) {
        return value.orElse(null);
    }
}
