import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.Json;
import org.neronet.common.wire.Endpoint;
import org.neronet.common.wire.FrameBuffer;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.common.wire.Seal;

/**
 * Connects kids to a mum as real ones do, each with its attempt's own key, for the first experiments of {@code FillJournal}:
 * {@code java -cp neromum.jar ManyKids.java QUEUE_FOLDER KIDS SECONDS_BETWEEN_VALUES SECONDS}. All say that they are there
 * every 20 s; with 0 seconds between values they say nothing else. Prints {@code connected} when all are, and at the end how
 * many values mum has confirmed.
 */
public class ManyKids {
    private static final int SIGN_OF_LIFE_SECONDS = 20;
    private static final String HOME = "0".repeat(31) + "1";

    public static void main(String[] words) throws Exception {
        var folder = Path.of(words[0]);
        var endpoint = Endpoint.fromJson(Json.parseObject(Files.readString(folder.resolve("kid-endpoint"))));
        var master = Files.readAllBytes(folder.resolve("master"));
        int between = Integer.parseInt(words[2]);
        int seconds = Integer.parseInt(words[3]);
        var kids = new ArrayList<Kid>();
        for (int id = 1; id <= Integer.parseInt(words[1]); id++) {
            kids.add(new Kid(endpoint, new AttemptKey(HOME, id, 1), master));
        }
        System.out.println("connected");
        long begun = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            speak(kids, second, between);
            Thread.sleep(Math.max(0, (begun - System.nanoTime()) / 1_000_000 + 1000L * (second + 1)));
        }
        long confirmed = 0;
        for (var kid : kids) {
            confirmed += kid.hangUp();
        }
        System.out.println(confirmed);
    }

    /** Each second some of them, so that the load is even. */
    private static void speak(List<Kid> kids, int second, int between) throws IOException {
        for (int i = 0; i < kids.size(); i++) {
            if ((second + i) % SIGN_OF_LIFE_SECONDS == 0) {
                kids.get(i).start();
            }
            if (between > 0 && (second + i) % between == 0) {
                kids.get(i).value();
            }
        }
    }

    /** One kid's connection. */
    private static final class Kid {
        private final AttemptKey key;
        private final Socket socket;
        private final DataInputStream in;
        private final Seal seal;
        private final Seal opener;
        private long number;
        private long confirmed;

        Kid(Endpoint endpoint, AttemptKey key, byte[] master) throws IOException {
            this.key = key;
            socket = new Socket(endpoint.addresses().get(0), endpoint.port());
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            var hello = KidHandshake.hello(key);
            send(hello);
            var handshake = KidHandshake.check(KidHandshake.attemptKey(master, key), hello, receive());
            send(handshake.kidProof());
            seal = handshake.kidToMum();
            opener = handshake.mumToKid();
            number = stored();
            confirmed = -number;
            start();
        }

        void start() throws IOException {
            var file = "host=node1\ntime=" + Instant.now().getEpochSecond() + "\njob=7_" + key.id() + "\n";
            say(new KidMessage.Start(file));
        }

        void value() throws IOException {
            number++;
            var sample = new MetricSample("loss", number, 1.0 / number, 1_000_000 + number * 20);
            say(new KidMessage.Record(
                    number, new Metrics(key, Instant.now(), MetricSource.STDOUT, List.of(sample))));
        }

        private void say(KidMessage message) throws IOException {
            send(seal.close(KidMessage.write(message)));
        }

        private void send(byte[] payload) throws IOException {
            socket.getOutputStream().write(FrameBuffer.frame(payload).array());
        }

        private byte[] receive() throws IOException {
            var payload = new byte[in.readInt()];
            in.readFully(payload);
            return payload;
        }

        /** The number of the newest record that mum has on disk. */
        private long stored() throws IOException {
            while (true) {
                if (KidMessage.read(opener.open(receive())) instanceof KidMessage.Stored stored) {
                    return stored.lastNumber();
                }
            }
        }

        /** How many of its values mum has on disk, once she has them all. */
        long hangUp() throws IOException {
            long last = -confirmed;
            while (last < number) {
                last = stored();
            }
            socket.close();
            return last + confirmed;
        }
    }
}
