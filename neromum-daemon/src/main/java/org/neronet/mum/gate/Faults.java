package org.neronet.mum.gate;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonException;
import org.neronet.common.wire.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request ended in into what neroman is told. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    static Fault of(String call, Exception e) {
        if (e instanceof CompletionException && e.getCause() instanceof Exception cause) {
            return of(call, cause);
        } else if (e instanceof NeronetException known) {
            return Fault.of(known);
        } else if (e instanceof JsonException || e instanceof IllegalArgumentException) {
            return fault(ExitCode.USAGE, "the request '" + call + "' cannot be understood: " + e.getMessage(), null);
        } else if (e instanceof IOException) {
            LOG.warn("{} failed", call, e);
            return fault(ExitCode.FAILURE, "the disk says: " + e.getMessage(), "look at the disk with df");
        }
        LOG.error("{} failed", call, e);
        return fault(ExitCode.INTERNAL, "neromum could not answer '" + call + "': " + e, "neroman mum status");
    }

    private static Fault fault(ExitCode code, String message, String hint) {
        return Fault.of(new NeronetException(code, message, hint));
    }
}
