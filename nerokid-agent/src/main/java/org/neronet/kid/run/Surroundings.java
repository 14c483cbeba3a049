package org.neronet.kid.run;

import java.nio.channels.Selector;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.neronet.common.json.JsonObject;
import org.neronet.kid.read.NodeUse;

/**
 * What all attempts of one kid share.
 *
 * @param hostFacts complete when the host has been looked at
 * @param buffer scratch space of the loop's thread
 * @param node this host as all attempts see it
 * @param log takes one line for people
 */
record Surroundings(
        Selector selector,
        InstantSource time,
        CompletableFuture<JsonObject> hostFacts,
        byte[] buffer,
        NodeUse node,
        Consumer<String> log) {
    private static final int BUFFER = 64 << 10;

    Surroundings(Selector selector, InstantSource time, CompletableFuture<JsonObject> hostFacts, Consumer<String> log) {
        this(selector, time, hostFacts, new byte[BUFFER], NodeUse.here(), log);
    }

    /** The facts, if they are known by now; a failed look counts as no facts. */
    Optional<JsonObject> hostFactsNow() {
        if (!hostFacts.isDone()) {
            return Optional.empty();
        }
        return Optional.of(hostFacts
                .exceptionally(e -> JsonObject.of("fault", e.toString()))
                .join());
    }
}
