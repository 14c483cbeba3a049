package org.neronet.kid.testing;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.neronet.common.disk.AtomicFile;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.wire.Endpoint;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.common.wire.Seal;

/** A mum over loopback with the real handshake and the real messages; keeps what she is told and can be cut off. */
public final class FakeMum implements Closeable {
    /** What she knows of one attempt. */
    public static final class Ward {
        private final byte[] secret;
        private final Map<OutputStreamName, Path> logs = new HashMap<>();
        private final Map<OutputStreamName, Long> sizes = new ConcurrentHashMap<>();
        public final List<Event> events = new CopyOnWriteArrayList<>();
        public volatile String start = "";
        public volatile KidMessage.Exit exit;
        public volatile boolean dismissed;

        /** Said at every turn, so that the kid hears it again and again. */
        public volatile Event.RuleFired order;

        public volatile long base;

        Ward(byte[] secret, Path folder) {
            this.secret = secret;
            for (var stream : OutputStreamName.values()) {
                logs.put(stream, folder.resolve("mum-" + stream.file()));
                sizes.put(stream, 0L);
            }
        }

        public List<MetricSample> samples(OutputStreamName stream) {
            return samples(MetricSource.of(stream));
        }

        public List<MetricSample> samples(MetricSource source) {
            return events.stream()
                    .filter(Event.Metrics.class::isInstance)
                    .map(Event.Metrics.class::cast)
                    .filter(metrics -> metrics.source().equals(source))
                    .flatMap(metrics -> metrics.samples().stream())
                    .toList();
        }

        public byte[] log(OutputStreamName stream) throws IOException {
            var file = logs.get(stream);
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        }

        private synchronized KidMessage.Stored stored() {
            return new KidMessage.Stored(
                    base + events.size(), sizes.get(OutputStreamName.STDOUT), sizes.get(OutputStreamName.STDERR));
        }
    }

    private final ServerSocket server;
    private final Map<AttemptKey, Ward> wards = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    public final List<String> faults = new CopyOnWriteArrayList<>();
    public final List<String> strange = new CopyOnWriteArrayList<>();
    public volatile int connections;
    public volatile boolean silent;

    /** Frames she takes on each coming connection before she cuts it, without answering the last; then no limit. */
    public final List<Integer> cuts = new CopyOnWriteArrayList<>();

    /** Bytes that each coming connection carries before it breaks; then no limit. */
    public final List<Integer> breaks = new CopyOnWriteArrayList<>();

    public FakeMum() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("fake-mum", this::accept);
    }

    public void publish(Path endpoint) throws IOException {
        var here = new Endpoint(List.of("127.0.0.1"), server.getLocalPort(), 1);
        AtomicFile.write(endpoint, here.toJson().toString());
    }

    public Ward expect(AttemptKey key, byte[] secret, Path folder) {
        return wards.computeIfAbsent(key, k -> new Ward(secret, folder));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                connections++;
                int frames = cuts.isEmpty() ? Integer.MAX_VALUE : cuts.remove(0);
                int bytes = breaks.isEmpty() ? Integer.MAX_VALUE : breaks.remove(0);
                start("fake-mum-connection", () -> serve(socket, frames, bytes));
            } catch (IOException e) {
                faults.add(e.toString());
            }
        }
    }

    private void serve(Socket socket, int frames, int bytes) {
        try (socket) {
            converse(socket, new DataInputStream(new BreakingStream(socket.getInputStream(), bytes)), frames);
        } catch (EOFException e) {
            faults.add("left");
        } catch (IOException | RuntimeException e) {
            faults.add(e.toString());
        }
    }

    private void converse(Socket socket, DataInputStream in, int frames) throws IOException {
        var out = new DataOutputStream(socket.getOutputStream());
        var hello = frame(in);
        var ward = wards.get(KidHandshake.attemptOf(hello));
        var handshake = KidHandshake.answer(ward.secret, hello, 1);
        send(out, handshake.challenge());
        if (!handshake.isKid(frame(in))) {
            throw new IOException("not the kid");
        }
        if (silent) {
            in.read();
            return;
        }
        var incoming = handshake.kidToMum();
        var outgoing = handshake.mumToKid();
        say(out, outgoing, ward.dismissed ? new KidMessage.Goodbye() : ward.stored());
        order(out, outgoing, ward);
        for (int left = frames; left > 0 && !ward.dismissed; left--) {
            take(ward, KidMessage.read(incoming.open(frame(in))));
            if (left == 1) {
                return;
            }
            say(out, outgoing, ward.dismissed ? new KidMessage.Goodbye() : ward.stored());
            order(out, outgoing, ward);
        }
        if (ward.dismissed) {
            in.read();
        }
    }

    private static void order(DataOutputStream out, Seal seal, Ward ward) throws IOException {
        if (ward.order != null && !ward.dismissed) {
            say(out, seal, new KidMessage.Order(ward.order));
        }
    }

    private void take(Ward ward, KidMessage message) throws IOException {
        if (message instanceof KidMessage.Start m) {
            ward.start = m.file();
        } else if (message instanceof KidMessage.Record m) {
            record(ward, m);
        } else if (message instanceof KidMessage.LogBytes m) {
            write(ward, m);
        } else if (message instanceof KidMessage.Exit m) {
            ward.exit = m;
            ward.dismissed = true;
        } else {
            throw new IOException("kids do not say " + message);
        }
    }

    private void record(Ward ward, KidMessage.Record record) {
        synchronized (ward) {
            long next = ward.base + ward.events.size() + 1;
            if (record.number() == next) {
                ward.events.add(record.event());
            } else if (record.number() > next) {
                strange.add("record " + record.number() + " instead of " + next);
            }
        }
    }

    private void write(Ward ward, KidMessage.LogBytes m) throws IOException {
        synchronized (ward) {
            try (var file = new RandomAccessFile(ward.logs.get(m.stream()).toFile(), "rw")) {
                if (m.offset() > file.length()) {
                    strange.add("a gap in " + m.stream());
                }
                file.seek(m.offset());
                file.write(m.bytes());
                ward.sizes.merge(m.stream(), m.offset() + m.bytes().length, Math::max);
            }
        }
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        var bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static void say(DataOutputStream out, Seal seal, KidMessage message) throws IOException {
        send(out, seal.close(KidMessage.write(message)));
    }

    private static void send(DataOutputStream out, byte[] payload) throws IOException {
        out.writeInt(payload.length);
        out.write(payload);
        out.flush();
    }

    private static void start(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Cuts every connection there is. */
    public void cut() throws IOException {
        for (var socket : new ArrayList<>(sockets)) {
            socket.close();
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    @Override
    public String toString() {
        return "connections " + connections + ", faults " + faults + ", strange " + strange + ", events "
                + wards.values().stream().map(ward -> ward.events.size()).toList();
    }
}
