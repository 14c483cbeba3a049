package org.neronet.man.sync;

import java.time.Duration;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;

/** Mum's answer to {@link org.neronet.common.wire.Call#EVENTS}. */
@FunctionalInterface
public interface EventSource {
    /**
     * Asks for events.
     *
     * @param limit longest silence
     * @throws NeronetException (connection) when mum is lost or silent
     */
    JsonObject events(JsonObject request, Duration limit);
}
