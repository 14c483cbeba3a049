package org.neronet.man.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.man.history.History;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a mum's events into the history, from the cursor on, page by page; a page is taken in whole or not at all. */
public final class EventSync {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 2000;

    private final History history;
    private final String homeId;

    public EventSync(History history, String homeId) {
        this.history = history;
        this.homeId = homeId;
    }

    /**
     * Takes in all that mum has by now.
     *
     * @return how many events were new
     */
    public int catchUp(EventSource mum, String mumId, String cluster) {
        return follow(mum, mumId, cluster, Duration.ZERO);
    }

    /**
     * Waits for news and takes in all there is by then.
     *
     * @param wait longest wait for the first event
     * @return how many events were new; 0 when there was no news
     */
    public int follow(EventSource mum, String mumId, String cluster, Duration wait) {
        int taken = 0;
        var patience = wait;
        while (true) {
            long since = history.cursor(mumId);
            var reply = mum.events(request(since, patience), PATIENCE.plus(patience));
            var events = events(reply);
            long next = reply.integer("next");
            if (next > since) {
                history.apply(mumId, cluster, events, next);
            }
            taken += events.size();
            if (next <= since || next >= reply.integer("head")) {
                return taken;
            }
            patience = Duration.ZERO;
        }
    }

    private JsonObject request(long since, Duration wait) {
        return JsonObject.of("since", since)
                .with("wait_ms", wait.toMillis())
                .with("limit", PAGE)
                .with("home", homeId);
    }

    /** One event of a kind that this version does not know must not keep the others away for ever. */
    private static List<SequencedEvent> events(JsonObject reply) {
        var events = new ArrayList<SequencedEvent>();
        for (var json : reply.objects("events", json -> json)) {
            try {
                events.add(SequencedEvent.fromJson(json));
            } catch (JsonException | IllegalArgumentException e) {
                logger().warn("passed over an event that cannot be read ({}): {}", e.getMessage(), json);
            }
        }
        return events;
    }

    /** Asked for only when needed: it costs a command tens of milliseconds. */
    private static Logger logger() {
        return LoggerFactory.getLogger(EventSync.class);
    }
}
