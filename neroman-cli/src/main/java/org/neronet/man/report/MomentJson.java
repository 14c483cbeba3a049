package org.neronet.man.report;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neronet.common.event.Event;
import org.neronet.man.history.Moment;
import org.neronet.man.history.Moment.What;

/** The stable JSON form of moments, schema 1: what they are decides what they have beside time, id, name and attempt. */
public final class MomentJson {
    private MomentJson() {}

    /** The document as plain values for {@link org.neronet.common.json.Json#write}. */
    public static Map<String, Object> of(List<Moment> moments) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", StatusJson.SCHEMA);
        json.put("history", moments.stream().map(MomentJson::moment).toList());
        return json;
    }

    private static Map<String, Object> moment(Moment moment) {
        var json = new LinkedHashMap<String, Object>();
        json.put("at", moment.at().truncatedTo(ChronoUnit.MILLIS));
        json.put("id", moment.id());
        json.put("name", moment.name());
        var what = moment.what();
        if (what instanceof What.Happened it) {
            json.put("attempt", it.event().key().attempt());
            event(it.event(), json);
        } else if (what instanceof What.Sent it) {
            json.put("attempt", it.attempt());
            json.put("what", "submitted");
            json.put("cluster", it.cluster());
            json.put("origin", Origins.json(it.origin()));
        } else {
            json.put("attempt", null);
            other(what, json);
        }
        return json;
    }

    private static void other(What what, Map<String, Object> json) {
        if (what instanceof What.Described it) {
            json.put("what", it.kind().equals("new") ? "defined" : it.kind());
            json.put("origin", Origins.json(it.origin()));
        } else if (what instanceof What.Superseded it) {
            json.put("what", "superseded");
            json.put("by", it.by());
        } else if (what instanceof What.Noted it) {
            json.put("what", "noted");
            json.put("author", it.author());
            json.put("text", it.text());
        } else if (what instanceof What.Tagged it) {
            json.put("what", "tagged");
            json.put("tag", it.tag());
        } else {
            json.put("what", "deleted");
        }
    }

    private static void event(Event event, Map<String, Object> json) {
        if (event instanceof Event.Submitted) {
            json.put("what", "accepted");
        } else if (event instanceof Event.Queued e) {
            json.put("what", "queued");
            json.put("job_id", e.jobId().orElse(null));
        } else if (event instanceof Event.SubmitUnknown e) {
            json.put("what", "in_doubt");
            json.put("reason", e.reason());
        } else if (event instanceof Event.Started e) {
            json.put("what", "running");
            json.put("node", e.node());
            json.put("job_id", e.jobId().orElse(null));
        } else if (event instanceof Event.Environment e) {
            json.put("what", "environment");
            json.put("facts", e.facts());
        } else if (event instanceof Event.Warned e) {
            json.put("what", "warned");
            json.put("text", e.text());
        } else if (event instanceof Event.TerminationAsked) {
            json.put("what", "termination_asked");
        } else if (event instanceof Event.HoldAsked) {
            json.put("what", "hold_asked");
        } else if (event instanceof Event.ReleaseAsked) {
            json.put("what", "release_asked");
        } else if (event instanceof Event.Released) {
            json.put("what", "released");
        } else if (event instanceof Event.Waits e) {
            json.put("what", "waits");
            json.put("reason", e.reason());
            json.put("expected_at", StatusJson.time(e.expectedAt()));
        } else if (event instanceof Event.Fetched e) {
            json.put("what", "fetched");
            json.put("folder", e.folder());
        } else if (event instanceof Event.Ended e) {
            ended(e, json);
        }
    }

    private static void ended(Event.Ended end, Map<String, Object> json) {
        json.put("what", "ended");
        json.put("state", end.state().word());
        json.put("exit_code", end.exitCode().orElse(null));
        json.put("reason", end.reason());
        json.put("evidence", end.evidence());
    }
}
