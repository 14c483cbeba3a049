package org.neronet.mum.gate;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Frame;
import org.neronet.mum.store.Fence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Unix socket on which neromans come in; made again when something sweeps it away. */
public final class Gate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int MAX_CONNECTIONS = 64;
    private static final long WATCH_SECONDS = 5;
    /** A neroman that lives asks far more often; the link to one that does not may stay half open for hours. */
    private static final Duration SILENCE = Duration.ofMinutes(3);

    private final Path endpoint;
    private final Hello hello;
    private final Map<Call, RequestHandler> handlers = new EnumMap<>(Call.class);
    private final Map<String, String> environment;
    private final Fence fence;
    private final Duration patience;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "gate-watch"));
    private volatile SocketListener listener;
    private volatile boolean closed;
    private long served;

    /**
     * @param endpoint the file that says where the socket is
     * @param fence asked before that file is written
     */
    public Gate(
            Path endpoint, Hello hello, List<RequestHandler> handlers, Map<String, String> environment, Fence fence) {
        this(endpoint, hello, handlers, environment, fence, SILENCE);
    }

    /** @param patience after how much silence a connection is ended */
    Gate(
            Path endpoint,
            Hello hello,
            List<RequestHandler> handlers,
            Map<String, String> environment,
            Fence fence,
            Duration patience) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.hello = hello;
        this.environment = Map.copyOf(environment);
        this.fence = fence;
        handlers.forEach(handler -> this.handlers.put(handler.call(), handler));
    }

    /** Opens the socket and tells where it is. */
    public void start() throws IOException {
        open();
        watch.scheduleWithFixedDelay(this::look, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    private void open() throws IOException {
        fence.check();
        sweepAfterTheDead();
        var opened = SocketListener.open(environment);
        listener = opened;
        hello.identity().at(opened.socket()).write(endpoint);
        var thread = new Thread(() -> accept(opened), "gate");
        thread.setDaemon(true);
        thread.start();
    }

    /** A mum that was killed could not remove her socket. */
    private void sweepAfterTheDead() throws IOException {
        var before = DaemonEndpoint.read(endpoint)
                .filter(there -> there.host().equals(hello.identity().host()))
                .filter(there -> !there.process().isAlive());
        if (before.isPresent()) {
            SocketListener.sweep(Path.of(before.get().socket()));
        }
    }

    /** Makes socket and endpoint file again if they are gone, and hangs up where nobody is left. */
    void look() {
        try {
            connections.stream()
                    .filter(connection -> connection.silence().compareTo(patience) > 0)
                    .forEach(Connection::hangUp);
            if (!closed && !(listener.isThere() && Files.exists(endpoint))) {
                LOG.warn("the socket {} or {} is gone, making them again", listener.socket(), endpoint);
                listener.close();
                open();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the socket could not be made again; trying later", e);
        }
    }

    private void accept(SocketListener from) {
        while (!closed) {
            try {
                receive(from.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("a neroman could not be received; the gate stays open", e);
            }
        }
    }

    private void receive(SocketChannel channel) throws IOException {
        if (connections.size() >= MAX_CONNECTIONS) {
            refuse(channel);
            return;
        }
        var name = "gate-" + ++served;
        var connection = new Connection(channel, name, hello, handlers);
        connections.add(connection);
        var thread = new Thread(() -> serve(connection), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Connection connection) {
        try {
            connection.run();
        } finally {
            connections.remove(connection);
        }
    }

    private static void refuse(SocketChannel channel) throws IOException {
        try (channel) {
            var fault = new Fault(
                    ExitCode.CONNECTION,
                    "mum serves " + MAX_CONNECTIONS + " connections already",
                    java.util.Optional.of("neroman daemon stop"));
            Frame.write(SocketStreams.out(channel), new Frame.Message(Connection.failed(0, fault)));
        }
    }

    /** How many neromans are connected. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        closed = true;
        watch.shutdownNow();
        try {
            var open = listener;
            if (open != null) {
                open.close();
                forgetEndpoint(open);
            }
        } catch (IOException e) {
            LOG.warn("the socket was not removed: {}", e.getMessage());
        }
        connections.forEach(connection -> connection.close(1));
    }

    private void forgetEndpoint(SocketListener open) throws IOException {
        var ours = DaemonEndpoint.read(endpoint)
                .filter(there -> there.socket().equals(open.socket().toString()))
                .filter(there -> there.process().equals(hello.identity().process()));
        if (ours.isPresent()) {
            Files.deleteIfExists(endpoint);
        }
    }

    /** @throws NeronetException (internal) when a request has no handler: then mum is not wired whole */
    public void checkComplete() {
        for (var call : Call.values()) {
            if (call != Call.HELLO && !handlers.containsKey(call)) {
                throw new NeronetException(ExitCode.INTERNAL, "nobody answers the request " + call);
            }
        }
    }
}
