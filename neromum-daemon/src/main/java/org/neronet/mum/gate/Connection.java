package org.neronet.mum.gate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One neroman: its own thread reads the requests, at most 16 at once are worked on by others. */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MAX_AT_ONCE = 16;
    private static final long DRAIN_SECONDS = 30;

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private final Hello hello;
    private final Map<Call, RequestHandler> handlers;
    private final Map<Long, ChunkInbox> inboxes = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MAX_AT_ONCE);
    private final ExecutorService workers;
    private volatile boolean leaving;
    private volatile long movedAt = System.nanoTime();

    Connection(SocketChannel channel, String name, Hello hello, Map<Call, RequestHandler> handlers) {
        this.channel = channel;
        this.in = new BufferedInputStream(SocketStreams.in(channel), 64 << 10);
        this.out = new BufferedOutputStream(SocketStreams.out(channel), 64 << 10);
        this.hello = hello;
        this.handlers = handlers;
        var count = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                0,
                2 * MAX_AT_ONCE,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> {
                    var thread = new Thread(work, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
    }

    /** Serves until the neroman leaves; what is being worked on then is still answered. */
    @Override
    public void run() {
        try {
            var session = greet();
            while (session.isPresent()) {
                var frame = Frame.read(in);
                if (frame.isEmpty()) {
                    break;
                }
                movedAt = System.nanoTime();
                take(frame.get(), session.get());
            }
        } catch (ClosedChannelException e) {
            LOG.debug("connection closed");
        } catch (IOException e) {
            LOG.info("a neroman is gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(DRAIN_SECONDS);
        }
    }

    private Optional<Session> greet() throws IOException {
        var frame = Frame.read(in);
        if (frame.isEmpty()) {
            return Optional.empty();
        } else if (!(frame.get() instanceof Frame.Message message)) {
            throw new IOException("the first frame was no message");
        } else {
            return greet(message.json());
        }
    }

    private Optional<Session> greet(JsonObject fields) throws IOException {
        try {
            var session = hello.greet(fields, () -> leaving);
            send(ok(idOf(fields), hello.reply(session)));
            return Optional.of(session);
        } catch (RuntimeException e) {
            send(failed(idOf(fields), Faults.of("hello", e)));
            return Optional.empty();
        }
    }

    private void take(Frame frame, Session session) throws IOException, InterruptedException {
        if (frame instanceof Frame.Chunk chunk) {
            var inbox = inboxes.get(chunk.id());
            if (inbox != null) { // Chunks of a refused request are still on their way.
                inbox.put(chunk.bytes());
            }
            return;
        }
        var fields = ((Frame.Message) frame).json();
        long id = idOf(fields);
        var inbox = new ChunkInbox();
        if (inboxes.putIfAbsent(id, inbox) != null) {
            throw new IOException("two requests with the number " + id);
        }
        room.acquire();
        workers.execute(() -> {
            try {
                answer(id, new Request(fields, session), inbox);
            } finally {
                inbox.close();
                inboxes.remove(id);
                room.release();
            }
        });
    }

    private void answer(long id, Request request, ChunkInbox inbox) {
        JsonObject reply;
        try {
            var handler = handler(request.fields().optionalString("call").orElse(""));
            reply = ok(id, handler.handle(request, inbox, bytes -> send(new Frame.Chunk(id, bytes))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException e) {
            reply = failed(id, Faults.of(request.fields().optionalString("call").orElse(""), e));
        }
        try {
            send(reply);
        } catch (IOException e) {
            LOG.info("a reply found nobody: {}", e.getMessage());
        }
    }

    private RequestHandler handler(String name) {
        for (var handler : handlers.values()) {
            if (handler.call().name().toLowerCase(Locale.ROOT).equals(name)) {
                return handler;
            }
        }
        throw new NeronetException(ExitCode.USAGE, "this mum knows no request '" + name + "'", "update neroman");
    }

    private static long idOf(JsonObject fields) {
        return fields.optionalInteger("id").orElse(0L);
    }

    private static JsonObject ok(long id, JsonObject fields) {
        var reply = JsonObject.of("id", id).with("ok", true);
        for (var field : fields.asMap().entrySet()) {
            reply = reply.with(field.getKey(), field.getValue());
        }
        return reply;
    }

    static JsonObject failed(long id, Fault fault) {
        return JsonObject.of("id", id).with("ok", false).with("fault", fault.toJson());
    }

    private void send(JsonObject message) throws IOException {
        send(new Frame.Message(message));
    }

    private void send(Frame frame) throws IOException {
        synchronized (out) {
            Frame.write(out, frame);
        }
        movedAt = System.nanoTime();
    }

    /** How long nothing came from the neroman and nothing went to it. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - movedAt);
    }

    /** For a neroman that is not there any more, though nobody has told so; its thread clears up. */
    void hangUp() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.info("hanging up failed: {}", e.getMessage());
        }
    }

    /** Gives requests in work so much time, then hangs up. */
    void close(long seconds) {
        leaving = true;
        inboxes.values().forEach(ChunkInbox::close);
        workers.shutdown();
        try {
            workers.awaitTermination(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        try {
            channel.close();
        } catch (IOException e) {
            LOG.info("closing a connection failed: {}", e.getMessage());
        }
    }
}
