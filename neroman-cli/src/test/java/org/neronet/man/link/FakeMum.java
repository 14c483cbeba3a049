package org.neronet.man.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Frame;
import org.neronet.common.wire.Magic;

/** A mum that answers hello by herself and everything else as the test says. */
final class FakeMum {
    private final PipedProcess process;
    private final OutputStream out;
    private final BlockingQueue<Frame> received = new LinkedBlockingQueue<>();

    FakeMum(PipedProcess process, JsonObject hello) {
        this.process = process;
        this.out = process.mumsOut();
        var reader = new Thread(() -> read(process.mumsIn(), hello), "fake-mum");
        reader.setDaemon(true);
        reader.start();
    }

    static JsonObject hello() {
        return JsonObject.of("version", Magic.PROTOCOL)
                .with("mum_id", "ab")
                .with("queue", "slurm-triton")
                .with("host", "login3")
                .with("epoch", 4)
                .with("sha", "cd")
                .with("pid", 77)
                .with("started_at", Instant.parse("2026-01-02T03:04:05Z"))
                .with("workdir", "/scratch/work");
    }

    private void read(InputStream in, JsonObject hello) {
        try {
            for (var frame = Frame.read(in); frame.isPresent(); frame = Frame.read(in)) {
                if (frame.get() instanceof Frame.Message message
                        && message.json().string("call").equals("hello")) {
                    received.add(frame.get());
                    answer(message.json().integer("id"), hello);
                } else {
                    received.add(frame.get());
                }
            }
        } catch (IOException e) {
            received.add(new Frame.Message(JsonObject.of("broken", e.toString())));
        }
    }

    /** The next request. */
    JsonObject request() throws InterruptedException {
        return ((Frame.Message) next()).json();
    }

    /** The next chunk of a blob. */
    Frame.Chunk chunk() throws InterruptedException {
        return (Frame.Chunk) next();
    }

    private Frame next() throws InterruptedException {
        return Optional.ofNullable(received.poll(20, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("nothing was asked within 20 s"));
    }

    void answer(long id, JsonObject fields) throws IOException {
        send(new Frame.Message(fields.with("id", id).with("ok", fields.asMap().getOrDefault("ok", true))));
    }

    synchronized void send(Frame frame) throws IOException {
        Frame.write(out, frame);
    }

    void breakOff() {
        process.breakOff();
    }
}
