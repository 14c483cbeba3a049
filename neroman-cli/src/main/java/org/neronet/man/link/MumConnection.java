package org.neronet.man.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Frame;
import org.neronet.common.wire.Magic;

/** An open conversation with mum; many threads may ask at once, each gets its own answer. */
public final class MumConnection implements AutoCloseable {
    private static final Duration HELLO = Duration.ofSeconds(30);
    private static final Duration BLOB = Duration.ofMinutes(2);

    private final FrameExchange frames;
    private final String cluster;
    private MumHello hello;

    private MumConnection(FrameExchange frames, String cluster) {
        this.frames = frames;
        this.cluster = cluster;
    }

    /**
     * Says hello over an attached command, which belongs to the connection from then on.
     *
     * @param attached from {@link MumWay#go}
     * @param cluster its name, for messages
     * @param home this home's id
     * @param client this neroman's version
     * @throws NeronetException (connection) when mum speaks another version or does not answer
     */
    public static MumConnection open(
            RemoteProcess attached, String cluster, String home, ClusterSettings settings, String client) {
        var connection = new MumConnection(FrameExchange.start(attached, cluster), cluster);
        try {
            connection.hello = connection.greet(JsonObject.of("version", Magic.SPOKEN.newest())
                    .with("oldest", Magic.SPOKEN.oldest())
                    .with("home", home)
                    .with("cluster", settings.toJson())
                    .with("client", client));
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private MumHello greet(JsonObject fields) {
        var reply = call(Call.HELLO, fields, HELLO);
        try {
            long version = reply.integer("version");
            if (!Magic.SPOKEN.contains(version)) {
                throw new NeronetException(
                        ExitCode.CONNECTION,
                        "mum on " + cluster + " speaks protocol " + version + ", this neroman speaks " + Magic.SPOKEN,
                        "use the newer neroman of the two");
            }
            return MumHello.fromJson(reply);
        } catch (JsonException e) {
            throw badReply(Call.HELLO, e);
        }
    }

    /** Who mum is. */
    public MumHello hello() {
        return hello;
    }

    /** Whether the connection still stands, as far as is known here. */
    public boolean isOpen() {
        return frames.isOpen();
    }

    /**
     * Asks and waits for the answer.
     *
     * @param limit longest silence; longer than the call's own {@code wait_ms}
     * @return the reply's fields
     * @throws NeronetException what mum's fault says; (connection) when the connection is lost or she is silent
     */
    public JsonObject call(Call call, JsonObject fields, Duration limit) {
        try {
            return callWithChunks(call, fields, limit, OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("nothing can fail on a sink that throws all away", e);
        }
    }

    /**
     * Asks for bytes, which go to {@code sink} in the calling thread, and returns the fields of the reply behind them.
     *
     * @throws IOException when the sink fails
     */
    public JsonObject callWithChunks(Call call, JsonObject fields, Duration limit, OutputStream sink)
            throws IOException {
        var asked = frames.register();
        try {
            frames.send(request(asked, call, fields));
            return answer(call, asked, limit, sink);
        } finally {
            frames.forget(asked);
        }
    }

    /**
     * Sends one blob.
     *
     * @param progress hears how many bytes of it are sent, after each chunk
     * @throws IOException when the content cannot be read
     */
    public void putBlob(String sha256, Path file, LongConsumer progress) throws IOException {
        try (var content = Files.newInputStream(file)) {
            putBlob(sha256, content, Files.size(file), progress);
        }
    }

    /** Sends one blob of {@code size} bytes from a stream, which stays open. */
    public void putBlob(String sha256, InputStream content, long size, LongConsumer progress) throws IOException {
        var asked = frames.register();
        try {
            frames.send(request(
                    asked, Call.BLOB_PUT, JsonObject.of("sha256", sha256).with("size", size)));
            for (long sent = 0; sent < size && !asked.hasNews(); ) {
                var chunk = chunk(content, (int) Math.min(Frame.CHUNK, size - sent));
                frames.send(new Frame.Chunk(asked.id(), chunk));
                sent += chunk.length;
                progress.accept(sent);
            }
            answer(Call.BLOB_PUT, asked, BLOB, OutputStream.nullOutputStream());
        } finally {
            frames.forget(asked);
        }
    }

    /** A file that shrank meanwhile is filled up with zeros: mum waits for all bytes, and the digest is wrong anyway. */
    private static byte[] chunk(InputStream content, int length) throws IOException {
        return Arrays.copyOf(content.readNBytes(length), length);
    }

    private static Frame request(PendingCall asked, Call call, JsonObject fields) {
        var request = JsonObject.of("id", asked.id()).with("call", word(call));
        for (var field : fields.asMap().entrySet()) {
            request = request.with(field.getKey(), field.getValue());
        }
        return new Frame.Message(request);
    }

    private JsonObject answer(Call call, PendingCall asked, Duration limit, OutputStream sink) throws IOException {
        while (true) {
            var frame = next(call, asked, limit);
            if (frame instanceof Frame.Message message) {
                return fields(call, message.json());
            }
            sink.write(((Frame.Chunk) frame).bytes());
        }
    }

    private Frame next(Call call, PendingCall asked, Duration limit) {
        try {
            return asked.next(limit)
                    .orElseThrow(() -> new NeronetException(
                            ExitCode.CONNECTION,
                            "mum on " + cluster + " did not answer '" + word(call) + "' within " + limit.toSeconds()
                                    + " s",
                            "try again; if she stays silent: neroman mum status " + cluster));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeronetException(ExitCode.INTERRUPTED, "interrupted", null, e);
        }
    }

    private JsonObject fields(Call call, JsonObject reply) {
        try {
            if (reply.bool("ok")) {
                return reply;
            }
            throw Fault.fromJson(reply.object("fault")).toException();
        } catch (JsonException | IllegalArgumentException e) {
            throw badReply(call, e);
        }
    }

    private NeronetException badReply(Call call, Exception cause) {
        return new NeronetException(
                ExitCode.CONNECTION,
                "mum on " + cluster + " answers '" + word(call) + "' with something else: " + cause.getMessage(),
                "neroman and mum may be of different versions: neroman mum stop " + cluster,
                cause);
    }

    private static String word(Call call) {
        return call.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        frames.close();
    }
}
