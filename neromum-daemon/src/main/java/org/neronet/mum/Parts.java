package org.neronet.mum;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.disk.PrivateFolder;
import org.neronet.common.json.JsonException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Endpoint;
import org.neronet.mum.dispatch.Dispatcher;
import org.neronet.mum.dispatch.Settler;
import org.neronet.mum.nursery.FileWatch;
import org.neronet.mum.nursery.KidKeeper;
import org.neronet.mum.nursery.KidPort;
import org.neronet.mum.nursery.KidProcess;
import org.neronet.mum.nursery.KidWork;
import org.neronet.mum.nursery.LogMirror;
import org.neronet.mum.nursery.OutputFiles;
import org.neronet.mum.nursery.RosterKeeper;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Fence;
import org.neronet.mum.store.Holder;
import org.neronet.mum.store.Ledger;
import org.neronet.mum.store.LogSource;
import org.neronet.mum.store.Terminator;
import org.neronet.mum.warden.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What works between the ledger and the gate.
 *
 * @param kids how many kids are connected
 * @param warnings what the user should know beside the store's own
 * @param settings hears what the users' clusters.yaml say, on any thread
 * @param start sets it going, once the gate is ready
 * @param closing in the order of closing
 */
record Parts(
        LogSource logs,
        Terminator terminator,
        Holder holder,
        IntSupplier kids,
        Supplier<List<String>> warnings,
        Consumer<ClusterSettings> settings,
        Runnable start,
        List<AutoCloseable> closing) {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** How long a scheduler may take to have the last word on a signal; mum's own queue has none to say. */
    private static final Duration SCHEDULER_PATIENCE = Duration.ofSeconds(60);

    private static final Duration DIRECT_PATIENCE = Duration.ofSeconds(2);
    /** By then the attempt's own file is whole on every host. */
    private static final Duration MIRRORS_STAY = Duration.ofHours(1);

    private static final String LOOPBACK = "127.0.0.1";
    private static final long SHARED_DISK_MILLIS = 1000;
    private static final long OWN_DISK_MILLIS = 150;

    /**
     * What the parts are made of.
     *
     * @param master the key from which the attempts' keys are derived, 32 bytes
     * @param settings as heard last
     * @param fence to be asked before each call that changes something at the scheduler
     */
    record Material(
            Site site,
            StateFolder state,
            Ledger ledger,
            Queue queue,
            ClusterSettings settings,
            byte[] master,
            long epoch,
            Fence fence) {}

    /** The one place where dispatch and nursery are put together. */
    static Parts wire(Material m) throws IOException, InterruptedException {
        PrivateFolder.ensure(m.state().logs());
        boolean direct = !m.queue().parentStartsKid();
        var time = m.site().time();
        var said = new AtomicReference<>(m.settings());
        var queue = new GuardedQueue(m.queue(), m.fence(), m.settings());
        var mirror = new LogMirror(m.state().logs(), m.ledger());
        mirror.sweep(time.instant().minus(MIRRORS_STAY));
        var outputs = new OutputFiles(m.ledger(), time);
        var settler = new Settler(m.ledger(), time, direct ? DIRECT_PATIENCE : SCHEDULER_PATIENCE, outputs::readToEnd);
        var port = port(m, queue, new KidWork(m.ledger(), mirror, settler, time, m.master(), m.epoch()));
        var layout = new FolderLayout(m.site(), m.state().kidEndpoint(), m.master(), !direct, said::get);
        var dispatcher = Dispatcher.of(m.ledger(), queue, layout, settler, port.reporting(), port.orders(), time);
        var keeper = direct ? rosterKeeper(m) : KidKeeper.none();
        var watch = new FileWatch(
                m.ledger(),
                port.reporting(),
                settler,
                outputs,
                keeper,
                time,
                direct ? OWN_DISK_MILLIS : SHARED_DISK_MILLIS);
        queue.onFreed(() -> {
            watch.wake();
            dispatcher.wake();
        });
        settler.onEnd(attempt -> farewell(attempt, mirror, port));
        return new Parts(
                mirror,
                dispatcher,
                dispatcher.holder(),
                port::count,
                List::of,
                settings -> {
                    said.set(settings);
                    queue.settings(settings);
                },
                () -> {
                    port.start();
                    dispatcher.start();
                    watch.start();
                },
                List.of(watch, dispatcher, port));
    }

    private static KidPort port(Material m, Queue queue, KidWork work) throws IOException, InterruptedException {
        var addresses = queue.kidAddresses();
        try {
            return port(m, addresses.isEmpty() ? ownAddress() : addresses, work);
        } catch (BindException e) {
            LOG.warn("kids cannot be heard on {} ({}); set kid_address: for this cluster", addresses, e.getMessage());
            return port(m, List.of(LOOPBACK), work);
        }
    }

    private static KidPort port(Material m, List<String> addresses, KidWork work) throws IOException {
        var port = new KidPort(addresses, portBefore(m), work);
        var endpoint = new Endpoint(addresses, port.port(), m.epoch());
        AtomicFile.write(m.state().kidEndpoint(), endpoint.toJson() + "\n");
        return port;
    }

    /** Where the scheduler cannot name a node, the address of this host's name is the best guess. */
    private static List<String> ownAddress() {
        try {
            return List.of(InetAddress.getLocalHost().getHostAddress());
        } catch (UnknownHostException e) {
            LOG.warn("this host's name has no address, so only kids on this host are heard", e);
            return List.of(LOOPBACK);
        }
    }

    private static int portBefore(Material m) throws IOException {
        try {
            return StateFile.json(m.state().kidEndpoint())
                    .map(json -> Endpoint.fromJson(json).port())
                    .orElse(0);
        } catch (JsonException | ArithmeticException e) {
            LOG.warn("the old kid-endpoint cannot be read; taking another port", e);
            return 0;
        }
    }

    private static KidKeeper rosterKeeper(Material m) throws IOException {
        var roster = PrivateFolder.ensure(m.state().roster());
        var options =
                m.site().environment().getOrDefault("NERONET_TEST_JVM_OPTS", "").strip();
        var words = options.isEmpty() ? List.<String>of() : List.of(options.split("\\s+"));
        return new RosterKeeper(
                roster,
                new KidProcess(m.site().java(), m.site().lib(), words),
                m.site().time());
    }

    private static void farewell(Attempt attempt, LogMirror mirror, KidPort port) {
        port.goodbye(attempt.key());
        try {
            mirror.release(attempt);
        } catch (IOException e) {
            LOG.warn("the mirror of {} stays", attempt.key(), e);
        }
    }
}
