package org.neronet.mum.gate;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.neronet.common.event.Hold;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Ledger;

/** Says how mum is. */
public final class StatusHandler implements RequestHandler {
    private final MumIdentity identity;
    private final Ledger ledger;
    private final Health health;
    private final Supplier<JsonObject> more;

    public StatusHandler(MumIdentity identity, Ledger ledger, Health health) {
        this(identity, ledger, health, JsonObject::empty);
    }

    /** @param more further fields of the reply */
    public StatusHandler(MumIdentity identity, Ledger ledger, Health health, Supplier<JsonObject> more) {
        this.more = more;
        this.identity = identity;
        this.ledger = ledger;
        this.health = health;
    }

    /**
     * What others know about mum's health.
     *
     * @param kids how many kids are connected
     * @param slots how many experiments run at once; empty where that is the scheduler's to say
     * @param journalBytes size of the journal on disk
     * @param warnings what the user should know beside the store's own
     */
    public record Health(
            IntSupplier kids,
            Supplier<Optional<Integer>> slots,
            LongSupplier journalBytes,
            Supplier<List<String>> warnings) {}

    @Override
    public Call call() {
        return Call.STATUS;
    }

    @Override
    public JsonObject handle(Request request, ChunkSource in, ChunkSink out) {
        var live = ledger.live();
        long running = live.stream()
                .filter(attempt -> attempt.status().state() == AttemptState.RUNNING)
                .count();
        var warnings = new java.util.ArrayList<>(ledger.warnings());
        warnings.addAll(health.warnings().get());
        var runtime = Runtime.getRuntime();
        var reply = JsonObject.of("queue", identity.queue())
                .with("host", identity.host())
                .with("pid", identity.process().pid())
                .with("started_at", identity.startedAt())
                .with("live", live.size())
                .with("running", running)
                .with("queued", live.size() - running)
                .with("slots", health.slots().get())
                .with("kids", health.kids().getAsInt())
                .with("heap_bytes", runtime.totalMemory() - runtime.freeMemory())
                .with("journal_bytes", health.journalBytes().getAsLong())
                .with("head", ledger.head())
                .with("states", states(live))
                .with("warnings", warnings);
        for (var field : more.get().asMap().entrySet()) {
            reply = reply.with(field.getKey(), field.getValue());
        }
        return reply;
    }

    /** How many are in each state; those that the user holds by themselves. */
    private static JsonObject states(List<Attempt> live) {
        var counts = new TreeMap<String, Long>();
        for (var attempt : live) {
            boolean held = attempt.status().hold() == Hold.HELD;
            counts.merge(held ? "held" : attempt.status().state().word(), 1L, Long::sum);
        }
        return JsonObject.ofMap(counts);
    }
}
