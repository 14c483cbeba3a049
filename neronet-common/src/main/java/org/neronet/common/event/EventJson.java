package org.neronet.common.event;

import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Environment;
import org.neronet.common.event.Event.Fetched;
import org.neronet.common.event.Event.HoldAsked;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Progress;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.ReleaseAsked;
import org.neronet.common.event.Event.Released;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.SubmitUnknown;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.event.Event.Waits;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/** The stable JSON form of events, in journals and on both wires. */
public final class EventJson {
    private EventJson() {}

    public static JsonObject write(Event event) {
        var json = head(event);
        if (event instanceof Queued e) {
            return json.with("job_id", e.jobId());
        } else if (event instanceof SubmitUnknown e) {
            return json.with("reason", e.reason());
        } else if (event instanceof Started e) {
            return json.with("node", e.node()).with("job_id", e.jobId());
        } else if (event instanceof Environment e) {
            return json.with("facts", e.facts());
        } else if (event instanceof Metrics e) {
            return json.with("stream", e.source().name())
                    .with(
                            "samples",
                            e.samples().stream().map(MetricSample::toJson).toList());
        } else if (event instanceof Progress e) {
            return json.with("done", e.done()).with("total", e.total());
        } else if (event instanceof RuleFired e) {
            return json.with("rule", e.rule()).with("action", e.action()).with("reason", e.reason());
        } else if (event instanceof Waits e) {
            return json.with("reason", e.reason()).with("expected_at", e.expectedAt());
        } else if (event instanceof Warned e) {
            return json.with("text", e.text());
        } else if (event instanceof Fetched e) {
            return json.with("folder", e.folder());
        } else if (event instanceof Ended e) {
            return json.with("state", e.state().word())
                    .with("exit_code", e.exitCode())
                    .with("reason", e.reason())
                    .with("evidence", e.evidence());
        }
        return json;
    }

    private static JsonObject head(Event event) {
        var type = event.getClass().getSimpleName();
        return JsonObject.of("type", type)
                .with("at", event.at())
                .with("key", event.key().toJson());
    }

    /** @throws JsonException for a type this version does not know, or a missing field */
    public static Event read(JsonObject json) {
        var key = AttemptKey.fromJson(json.object("key"));
        var at = json.instant("at");
        return switch (json.string("type")) {
            case "Submitted" -> new Submitted(key, at);
            case "Queued" -> new Queued(key, at, json.optionalString("job_id"));
            case "SubmitUnknown" -> new SubmitUnknown(key, at, json.string("reason"));
            case "Started" -> new Started(key, at, json.string("node"), json.optionalString("job_id"));
            case "Environment" -> new Environment(key, at, json.object("facts"));
            case "Metrics" ->
                new Metrics(
                        key,
                        at,
                        new MetricSource(json.string("stream")),
                        json.objects("samples", MetricSample::fromJson));
            case "Progress" -> new Progress(key, at, json.integer("done"), json.integer("total"));
            case "RuleFired" ->
                new RuleFired(key, at, json.string("rule"), json.string("action"), json.string("reason"));
            case "Warned" -> new Warned(key, at, json.string("text"));
            case "TerminationAsked" -> new TerminationAsked(key, at);
            case "HoldAsked" -> new HoldAsked(key, at);
            case "ReleaseAsked" -> new ReleaseAsked(key, at);
            case "Released" -> new Released(key, at);
            case "Waits" -> new Waits(key, at, json.string("reason"), json.optionalInstant("expected_at"));
            case "Fetched" -> new Fetched(key, at, json.string("folder"));
            case "Ended" -> ended(json, key, at);
            default -> throw new JsonException("unknown event type '" + json.string("type") + "'");
        };
    }

    private static Ended ended(JsonObject json, AttemptKey key, java.time.Instant at) {
        return new Ended(
                key,
                at,
                AttemptState.ofWord(json.string("state")),
                json.optionalInteger("exit_code").map(Math::toIntExact),
                json.string("reason"),
                json.string("evidence"));
    }
}
