package org.neronet.mum.gate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Frame;
import org.neronet.common.wire.Magic;

/** A neroman for tests: asks one thing at a time. */
public final class TinyClient implements Closeable {
    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;
    private long lastId;

    private TinyClient(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(SocketStreams.in(channel));
        this.out = new BufferedOutputStream(SocketStreams.out(channel));
    }

    /** Connects to the socket that an endpoint file names. */
    public static TinyClient connect(Path endpoint) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(
                DaemonEndpoint.read(endpoint).orElseThrow().socket()));
        return new TinyClient(channel);
    }

    /** @param chunks what came before the message */
    public record Reply(JsonObject json, byte[] chunks) {}

    public JsonObject hello(String home) throws IOException {
        return ask("hello", JsonObject.of("version", Magic.PROTOCOL).with("home", home))
                .json();
    }

    public Reply ask(String call, JsonObject fields) throws IOException {
        return reply(send(call, fields));
    }

    /** Sends a request and gives its number. */
    public long send(String call, JsonObject fields) throws IOException {
        var json = JsonObject.of("id", ++lastId).with("call", call);
        for (var field : fields.asMap().entrySet()) {
            json = json.with(field.getKey(), field.getValue());
        }
        Frame.write(out, new Frame.Message(json));
        return lastId;
    }

    public void chunk(long id, byte[] bytes) throws IOException {
        Frame.write(out, new Frame.Chunk(id, bytes));
    }

    /** Waits for the reply with that number; replies of others before it are passed over. */
    public Reply reply(long id) throws IOException {
        var chunks = new ByteArrayOutputStream();
        while (true) {
            var frame = Frame.read(in).orElseThrow(() -> new IOException("mum hung up"));
            if (frame instanceof Frame.Chunk chunk && chunk.id() == id) {
                chunks.writeBytes(chunk.bytes());
            } else if (frame instanceof Frame.Message message && message.json().integer("id") == id) {
                return new Reply(message.json(), chunks.toByteArray());
            }
        }
    }

    /** Sends bytes that need not be a frame. */
    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    public void sayNoMore() throws IOException {
        channel.shutdownOutput();
    }

    public boolean isHungUp() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
