package org.neronet.mum.nursery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.mum.dispatch.EndingOrders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TCP port for kids: one selector thread, "mum-kids", for all of them. It can store what a kid reports and nothing
 * else; no byte that arrives here can launch, read or delete anything.
 */
public final class KidPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KidPort.class);
    private static final int MAX_UNPROVEN = 64;
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final int TICK_MILLIS = 500;
    /** Longest pause while nobody is connected; a knock ends it. */
    private static final int IDLE_MILLIS = 10_000;

    private static final int SEND_BUFFER = 64 << 10;
    private static final long LEAVE_MILLIS = 5_000;

    private final KidWork work;
    private final Selector selector;
    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<AttemptKey> reporting = ConcurrentHashMap.newKeySet();
    private final Set<AttemptKey> obedient = ConcurrentHashMap.newKeySet();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private final Thread thread = new Thread(this::run, "mum-kids");
    private final long handshakeNanos;
    private final long silenceNanos;
    private long acceptsAgain;
    private volatile boolean closed;

    /**
     * Binds the same port on each address, a free one or, if it can be had, the one given.
     *
     * @param wanted the port of the mum before, or 0
     */
    public KidPort(List<String> addresses, int wanted, KidWork work) throws IOException {
        this(addresses, wanted, work, HANDSHAKE, SILENCE);
    }

    /**
     * @param handshake how long a connection may take to prove itself
     * @param silence how long it may say nothing after that; kids say something every 20 s
     */
    KidPort(List<String> addresses, int wanted, KidWork work, Duration handshake, Duration silence) throws IOException {
        this.work = work;
        this.handshakeNanos = handshake.toNanos();
        this.silenceNanos = silence.toNanos();
        this.selector = Selector.open();
        int port = wanted;
        for (var address : addresses) {
            port = listen(address, port);
        }
    }

    private int listen(String address, int port) throws IOException {
        var listener = ServerSocketChannel.open();
        listeners.add(listener);
        try {
            listener.bind(new InetSocketAddress(address, port));
        } catch (java.net.BindException e) {
            if (port == 0 || listeners.size() > 1) {
                throw e;
            }
            LOG.info("port {} is taken by now, choosing another", port);
            listener.bind(new InetSocketAddress(address, 0));
        }
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        return port();
    }

    public int port() {
        return listeners.get(0).socket().getLocalPort();
    }

    public void start() {
        thread.start();
    }

    /** Whether a kid that proved itself is connected for an attempt. */
    public Predicate<AttemptKey> reporting() {
        return reporting::contains;
    }

    /** How many attempts have a kid now. */
    public int count() {
        return reporting.size();
    }

    /** Tells the kid of an attempt that mum has everything. */
    public void goodbye(AttemptKey key) {
        enqueue(() -> connections().filter(c -> c.isFor(key)).forEach(KidConnection::goodbye));
    }

    /** Passes on to the kids who takes orders what mum decided about them. */
    public EndingOrders orders() {
        return fired -> {
            boolean there = obedient.contains(fired.key());
            if (there) {
                enqueue(() -> connections().filter(c -> c.isFor(fired.key())).forEach(c -> c.order(fired)));
            }
            return there;
        };
    }

    void enqueue(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(isIdle() ? IDLE_MILLIS : TICK_MILLIS);
                for (Runnable task; (task = tasks.poll()) != null; ) {
                    task.run();
                }
                for (var key : List.copyOf(selector.selectedKeys())) {
                    serve(key);
                }
                selector.selectedKeys().clear();
                acceptAgain();
                dropOverdue();
            } catch (IOException | RuntimeException e) {
                LOG.error("mum-kids failed; going on", e);
            }
        }
        hangUp();
    }

    private boolean isIdle() {
        return selector.keys().size() == listeners.size() && System.nanoTime() - acceptsAgain >= 0;
    }

    private void serve(SelectionKey key) {
        if (key.attachment() == null) {
            accept(key);
            return;
        }
        try {
            if (!key.isValid()) {
                return;
            }
            var connection = (KidConnection) key.attachment();
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isValid() && key.isReadable()) {
                read(key, connection);
            }
        } catch (IOException | RuntimeException e) {
            LOG.info("a kid's connection ends: {}", e.getMessage());
            drop(key);
        }
    }

    /** When there are no file descriptors left, those connected are served on and new ones wait. */
    private void accept(SelectionKey listener) {
        try {
            var channel = ((ServerSocketChannel) listener.channel()).accept();
            if (channel != null) {
                welcome(channel);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("no kid can connect for a moment: {}", e.getMessage());
            acceptsAgain = System.nanoTime() + 1_000_000L * TICK_MILLIS;
            if (listener.isValid()) {
                listener.interestOps(0);
            }
        }
    }

    private void acceptAgain() {
        if (System.nanoTime() - acceptsAgain >= 0) {
            selector.keys().stream()
                    .filter(key -> key.attachment() == null && key.isValid() && key.interestOps() == 0)
                    .forEach(key -> key.interestOps(SelectionKey.OP_ACCEPT));
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        if (connections().filter(c -> !c.isProven()).count() >= MAX_UNPROVEN) {
            channel.close();
            return;
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            var key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new KidConnection(key, this, work));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void read(SelectionKey key, KidConnection connection) throws IOException {
        int count = ((SocketChannel) key.channel()).read(buffer.clear());
        if (count < 0) {
            drop(key);
            return;
        }
        connection.received(buffer.flip());
        connection.attempt().filter(a -> key.isValid() && connection.isProven()).ifPresent(reporting::add);
        connection
                .attempt()
                .filter(a -> key.isValid() && connection.takesOrders())
                .ifPresent(obedient::add);
    }

    void drop(SelectionKey key) {
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            LOG.debug("closing a kid's connection", e);
        }
        ((KidConnection) key.attachment()).attempt().ifPresent(attempt -> {
            if (connections().noneMatch(c -> c.isProven() && c.isFor(attempt))) {
                reporting.remove(attempt);
                obedient.remove(attempt);
            }
        });
    }

    /** Strangers that keep still, and kids whose node is gone without a word. */
    private void dropOverdue() {
        long now = System.nanoTime();
        selector.keys().stream()
                .filter(key -> key.isValid()
                        && key.attachment() instanceof KidConnection c
                        && c.isOverdue(now, handshakeNanos, silenceNanos))
                .toList()
                .forEach(this::cutOff);
    }

    /** What it has not taken is not waited for. */
    private void cutOff(SelectionKey key) {
        try {
            ((SocketChannel) key.channel()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.debug("cutting off a kid's connection", e);
        }
        drop(key);
    }

    private java.util.stream.Stream<KidConnection> connections() {
        return selector.keys().stream()
                .filter(SelectionKey::isValid)
                .map(SelectionKey::attachment)
                .filter(KidConnection.class::isInstance)
                .map(KidConnection.class::cast);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        for (var listener : listeners) {
            listener.close();
        }
        if (thread.getState() == Thread.State.NEW) {
            hangUp();
        }
        try {
            thread.join(LEAVE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangUp() {
        try (selector) {
            for (var key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            LOG.debug("closing the port for kids", e);
        }
        reporting.clear();
        obedient.clear();
    }
}
