package org.neronet.mum.gate;

import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.mum.store.Ledger;

/** Gives the events behind a cursor, waiting for the first one if asked to. */
public final class EventsHandler implements RequestHandler {
    private static final int MAX_EVENTS = 5000;

    private final Ledger ledger;

    public EventsHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Call call() {
        return Call.EVENTS;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) throws InterruptedException {
        int limit = (int) request.integer("limit", MAX_EVENTS, 1, MAX_EVENTS);
        var home = request.fields().optionalString("home").filter(id -> !id.isEmpty());
        long end = System.nanoTime() + request.waitMillis() * 1_000_000;
        long since = request.integer("since", 0, 0, Long.MAX_VALUE);
        home.filter(request.session().home()::equals).ifPresent(own -> ledger.taken(own, since));
        var page = ledger.events(since, limit, home);
        while (page.events().isEmpty() && !request.session().leaving().getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            ledger.awaitBeyond(page.next(), Math.min(left, Request.LOOK_UP));
            page = ledger.events(page.next(), limit, home);
        }
        return reply(page, ledger.head());
    }

    private static JsonObject reply(Ledger.Page page, long head) {
        return JsonObject.of(
                        "events",
                        page.events().stream().map(SequencedEvent::toJson).toList())
                .with("next", page.next())
                .with("head", head);
    }
}
