package org.neronet.mum.store;

import java.time.Instant;
import java.util.Optional;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Hold;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;

/** The JSON form of a status in checkpoints. */
final class StatusJson {
    private StatusJson() {}

    static JsonObject write(AttemptStatus status) {
        return JsonObject.of("state", status.state().word())
                .with("reason", status.reason())
                .with("evidence", status.evidence())
                .with("job_id", status.jobId())
                .with("node", status.node())
                .with("exit_code", status.exitCode())
                .with("termination_asked", status.terminationAsked())
                .with("warnings", status.warnings())
                .with("submitted_at", status.submittedAt())
                .with("started_at", status.startedAt())
                .with("ended_at", status.endedAt())
                .with("stop_reason", status.stopReason())
                .with("done", status.done())
                .with("total", status.total())
                .with("hold", status.hold().word())
                .with("expected_at", status.expectedAt());
    }

    /** @throws JsonException for a state that this version does not know, or a missing field */
    static AttemptStatus read(JsonObject json) {
        return new AttemptStatus(
                AttemptState.ofWord(json.string("state")),
                json.optionalString("reason"),
                json.optionalString("evidence"),
                json.optionalString("job_id"),
                json.optionalString("node"),
                json.optionalInteger("exit_code").map(Math::toIntExact),
                json.bool("termination_asked"),
                json.strings("warnings"),
                instant(json, "submitted_at"),
                instant(json, "started_at"),
                instant(json, "ended_at"),
                json.optionalString("stop_reason"),
                json.optionalInteger("done"),
                json.optionalInteger("total"),
                Hold.ofWord(json.string("hold")),
                instant(json, "expected_at"));
    }

    private static Optional<Instant> instant(JsonObject json, String key) {
        return json.has(key) ? Optional.of(json.instant(key)) : Optional.empty();
    }
}
