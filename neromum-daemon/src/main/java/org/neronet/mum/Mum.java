package org.neronet.mum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.ProcessIdentity;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.mum.gate.BlobPutHandler;
import org.neronet.mum.gate.BlobsMissingHandler;
import org.neronet.mum.gate.EventsHandler;
import org.neronet.mum.gate.Gate;
import org.neronet.mum.gate.Hello;
import org.neronet.mum.gate.HoldHandler;
import org.neronet.mum.gate.LogReadHandler;
import org.neronet.mum.gate.MumIdentity;
import org.neronet.mum.gate.NodesHandler;
import org.neronet.mum.gate.RequestHandler;
import org.neronet.mum.gate.ResultsGetHandler;
import org.neronet.mum.gate.ResultsListHandler;
import org.neronet.mum.gate.ShutdownHandler;
import org.neronet.mum.gate.StatusHandler;
import org.neronet.mum.gate.SubmitHandler;
import org.neronet.mum.gate.TerminateHandler;
import org.neronet.mum.gate.TryHandler;
import org.neronet.mum.store.JournalLedger;
import org.neronet.mum.warden.Quotas;
import org.neronet.mum.warden.Warden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's inside, wired: ledger, queue, {@link Parts}, gate. */
final class Mum implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Mum.class);
    private static final long LOOK_SECONDS = 30;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Site site;
    private final SchedulerCalls calls;
    private final StateFolder state;
    private final MumFiles files;
    private final Lease lease;
    private final Runnable leave;
    private JournalLedger ledger;
    private Parts parts;
    private Gate gate;
    private volatile ClusterSettings said;
    private Keepalive keepalive;

    private Mum(Site site, StateFolder state, Lease lease, Runnable leave) {
        this.calls = new SchedulerCalls(site.runner(), site.time());
        this.site = site.with(calls);
        this.state = state;
        this.files = new MumFiles(state);
        this.lease = lease;
        this.leave = leave;
    }

    /**
     * Opens everything and begins to serve.
     *
     * @param leave asks the daemon to end; returns at once
     */
    static Mum start(Site site, StateFolder state, Warden warden, Lease lease, Runnable leave)
            throws IOException, InterruptedException {
        var mum = new Mum(site, state, lease, leave);
        try {
            mum.open(warden);
            return mum;
        } catch (IOException | InterruptedException | RuntimeException e) {
            mum.close();
            throw e;
        }
    }

    private void open(Warden warden) throws IOException, InterruptedException {
        var mumId = files.mumId();
        var settings = files.settings(warden.type());
        said = settings;
        keepalive = new Keepalive(site, state, warden.word());
        ledger = keep(openLedger());
        var queue = keep(warden.open(site.tools(settings)));
        parts = Parts.wire(
                new Parts.Material(site, state, ledger, queue, settings, files.master(), lease.epoch(), lease));
        parts.closing().forEach(open::push);
        var identity = new MumIdentity(
                mumId,
                warden.type(),
                state.queue(),
                site.host().name(),
                lease.epoch(),
                site.sha(),
                ProcessIdentity.current(),
                site.time().instant());
        gate = keep(gate(identity, warden));
        keepalive.hear(settings);
        parts.start().run();
        gate.start();
        LOG.info("mum {} serves {}, epoch {}", mumId, state.queue(), lease.epoch());
    }

    private JournalLedger openLedger() throws IOException {
        try {
            return JournalLedger.open(state.journal(), lease, files::starting);
        } finally {
            Files.deleteIfExists(state.starting());
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }

    private Gate gate(MumIdentity identity, Warden warden) {
        var hello = new Hello(identity, site.root(), site.environment(), this::hear);
        var health =
                new StatusHandler.Health(parts.kids(), () -> warden.slots(said), ledger::journalBytes, this::warnings);
        List<RequestHandler> handlers = List.of(
                new BlobsMissingHandler(),
                new BlobPutHandler(),
                new SubmitHandler(
                        ledger, state.path(), site.time(), plan -> warden.unfit(plan, said, site.environment())),
                new EventsHandler(ledger),
                new LogReadHandler(ledger, parts.logs()),
                new TerminateHandler(parts.terminator()),
                HoldHandler.holding(parts.holder()),
                HoldHandler.releasing(parts.holder()),
                new NodesHandler(() -> warden.nodes(site.tools(said)), () -> Quotas.ask(site.runner()), site.root()),
                new TryHandler(plan -> warden.trial(plan, site.tools(said))),
                new ResultsListHandler(ledger),
                new ResultsGetHandler(ledger),
                new StatusHandler(identity, ledger, health, this::more),
                new ShutdownHandler(leave, keepalive::remove));
        return new Gate(state.endpoint(), hello, handlers, site.environment(), lease);
    }

    private List<String> warnings() {
        return Stream.concat(parts.warnings().get().stream(), keepalive.warnings().stream())
                .toList();
    }

    /** What else she can tell of herself. */
    private JsonObject more() {
        return JsonObject.of("version", Neromum.version())
                .with("scheduler_calls_last_minute", calls.lastMinute())
                .with("scheduler_answered_at", calls.lastAnswer())
                .with("lease", lease.describe());
    }

    private void hear(ClusterSettings settings) {
        lease.check();
        try {
            files.keep(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        said = settings;
        parts.settings().accept(settings);
        keepalive.hear(settings);
    }

    /** Waits until she is asked to leave, or nobody has needed her for as long as the clock says. */
    void serve(CountDownLatch leaving, IdleClock idle) throws InterruptedException {
        while (!leaving.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
            boolean busy = gate.connections() > 0 || !ledger.live().isEmpty();
            if (idle.isOver(busy)) {
                LOG.info("nobody needs mum; leaving");
                keepalive.remove();
                return;
            }
        }
    }

    /** Closes everything, the gate first; what fails to close is logged. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            var part = open.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("closing {} failed", part.getClass().getSimpleName(), e);
            }
        }
    }
}
