package org.neronet.common.wire;

import java.util.Optional;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;

/** A fault as it crosses the wire. */
public record Fault(ExitCode code, String message, Optional<String> hint) {
    public static Fault of(NeronetException e) {
        return new Fault(e.code(), e.getMessage(), e.hint());
    }

    public NeronetException toException() {
        return new NeronetException(code, message, hint.orElse(null));
    }

    public JsonObject toJson() {
        return JsonObject.of("code", code.name()).with("message", message).with("hint", hint);
    }

    public static Fault fromJson(JsonObject json) {
        return new Fault(ExitCode.valueOf(json.string("code")), json.string("message"), json.optionalString("hint"));
    }
}
