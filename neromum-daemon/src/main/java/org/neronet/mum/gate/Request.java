package org.neronet.mum.gate;

import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Ledger;

/** One request, on a connection whose hello was accepted. */
public record Request(JsonObject fields, Session session) {
    /** Longest wait that is granted, milliseconds. */
    static final long MAX_WAIT = 25_000;

    /** How often a wait looks up, milliseconds. */
    static final long LOOK_UP = 500;

    AttemptKey key() {
        return AttemptKey.fromJson(fields.object("key"));
    }

    /** @throws NeronetException (not found) for an attempt mum never heard of */
    Attempt attempt(Ledger ledger) {
        var key = key();
        return ledger.find(key)
                .orElseThrow(() -> new NeronetException(
                        ExitCode.NOT_FOUND,
                        "this mum has no experiment " + key.id() + ", attempt " + key.attempt(),
                        "neroman status " + key.id()));
    }

    /** A number, or what is meant when it is missing, cut to a range. */
    long integer(String name, long otherwise, long least, long most) {
        return Math.max(least, Math.min(most, fields.optionalInteger(name).orElse(otherwise)));
    }

    /** How long the neroman wants to wait for news, milliseconds. */
    long waitMillis() {
        return integer("wait_ms", 0, 0, MAX_WAIT);
    }
}
