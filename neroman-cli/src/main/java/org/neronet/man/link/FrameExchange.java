package org.neronet.man.link;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonException;
import org.neronet.common.wire.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frames to and from one attached command: whoever asks writes, one thread reads and hands each answer to its asker. */
final class FrameExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameExchange.class);

    private final RemoteProcess attached;
    private final String cluster;
    private final Object writing = new Object();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, PendingCall> pending = new ConcurrentHashMap<>();
    private final AtomicReference<NeronetException> lost = new AtomicReference<>();

    private FrameExchange(RemoteProcess attached, String cluster) {
        this.attached = attached;
        this.cluster = cluster;
    }

    static FrameExchange start(RemoteProcess attached, String cluster) {
        var exchange = new FrameExchange(attached, cluster);
        var reader = new Thread(exchange::readAll, "mum-replies");
        reader.setDaemon(true);
        reader.start();
        return exchange;
    }

    /** A new request's number and place; to be given back by {@link #forget}. */
    PendingCall register() {
        var asked = new PendingCall(lastId.incrementAndGet());
        pending.put(asked.id(), asked);
        // Looked at after registering: a connection lost in between has told all those registered before.
        var why = lost.get();
        if (why != null) {
            asked.fail(why);
        }
        return asked;
    }

    void forget(PendingCall asked) {
        pending.remove(asked.id());
        asked.abandon();
    }

    boolean isOpen() {
        return lost.get() == null;
    }

    /** @throws NeronetException (connection) when the connection is lost; (internal) when the frame is too long */
    void send(Frame frame) {
        var bytes = encode(frame);
        synchronized (writing) {
            var why = lost.get();
            if (why != null) {
                throw why;
            }
            try {
                OutputStream out = attached.in();
                out.write(bytes);
                out.flush();
            } catch (IOException e) {
                throw lose(e);
            }
        }
    }

    private static byte[] encode(Frame frame) {
        var bytes = new ByteArrayOutputStream();
        try {
            Frame.write(bytes, frame);
        } catch (IOException e) {
            throw new NeronetException(ExitCode.INTERNAL, "cannot send this: " + e.getMessage(), null, e);
        }
        return bytes.toByteArray();
    }

    private void readAll() {
        try {
            var in = new BufferedInputStream(attached.out(), 64 << 10);
            for (var frame = Frame.read(in); frame.isPresent(); frame = Frame.read(in)) {
                route(frame.get());
            }
            lose(null);
        } catch (IOException | RuntimeException e) {
            lose(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lose(e);
        }
    }

    private void route(Frame frame) throws InterruptedException, IOException {
        var asked = pending.get(idOf(frame));
        if (asked == null) {
            LOG.debug("an answer to a request that nobody waits for any more");
            return;
        }
        asked.deliver(frame);
    }

    private static long idOf(Frame frame) throws IOException {
        try {
            return frame instanceof Frame.Chunk chunk
                    ? chunk.id()
                    : ((Frame.Message) frame).json().integer("id");
        } catch (JsonException e) {
            throw new IOException("a reply without its request's number", e);
        }
    }

    private NeronetException lose(Exception cause) {
        var why = new NeronetException(
                ExitCode.CONNECTION, "connection to " + cluster + " lost", "try again: jobs there go on", cause);
        if (lost.compareAndSet(null, why) && cause != null) {
            LOG.info("connection to {} lost: {}", cluster, cause.toString());
        }
        pending.values().forEach(asked -> asked.fail(lost.get()));
        return lost.get();
    }

    @Override
    public void close() {
        lose(null);
        attached.close();
    }
}
