package org.neronet.kid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.testing.FolderState;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;

/**
 * The kid's end of the wire under a mum who lies, errs or is none: only a whole order of this attempt's mum, said once
 * over this connection, ends a program. {@code -Dneronet.fuzz.seed=S} repeats a run, {@code -Dneronet.fuzz.count=N} makes
 * it longer: a connection for every 50 of it.
 */
class MumFuzzTest {
    private static final long SEED = Long.getLong("neronet.fuzz.seed", System.nanoTime() ^ 0x5DEECE66DL);
    private static final long COUNT = Long.getLong("neronet.fuzz.count", 100_000) / 50;
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 1, 1);
    private static final AttemptKey OTHER = new AttemptKey("0".repeat(32), 2, 1);
    private static final byte[] ORDER = KidMessage.write(new KidMessage.Order(fired(KEY, "stop")));
    private static final byte[] STORED = KidMessage.write(new KidMessage.Stored(0, 0, 0));

    /** One way to talk; answers whether it must have been refused. */
    private interface Way {
        boolean go(Random random) throws IOException;
    }

    private final List<Way> ways = List.of(
            this::noise,
            this::wrongChallenge,
            this::oversize,
            this::spoiltFrame,
            this::cutFrame,
            this::doubledFrame,
            this::swappedFrames,
            this::frameOfAnotherConnection,
            this::wordsOfAKid,
            this::orderOfAnother,
            this::noOrder,
            this::spoiltOrder,
            this::spoiltOrder);
    private final List<Event.RuleFired> taken = new ArrayList<>();
    private Spool spool;
    private HostileMum mum;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        var attempt = new AttemptFolder(folder);
        spool = Spool.open(attempt.spool(), record -> {});
        var login = new Login(KEY, new byte[32], folder.resolve("endpoint"));
        mum = new HostileMum(login, new Delivery(attempt, spool), taken::add);
    }

    @AfterEach
    void close() throws IOException {
        mum.close();
        spool.close();
    }

    @Test
    void nothingButAnOrderIsTakenForOne() throws IOException {
        System.out.printf("fuzz of the kid: -Dneronet.fuzz.seed=%d, %d connections%n", SEED, COUNT);
        var before = FolderState.of(folder);
        for (long number = 0; number < COUNT; number++) {
            converse(number);
        }
        assertThat(FolderState.of(folder)).isEqualTo(before);

        mum.say(mum.prove().mumToKid().close(ORDER));
        mum.end();
        assertThat(taken).containsExactly(fired(KEY, "stop"));
    }

    @Test
    void whatIsRefusedIsNamed() throws IOException {
        refused(KidMessage.write(new KidMessage.Order(fired(OTHER, "kill"))), "mum sent an order for " + OTHER);
        refused(text(ORDER).replace("\"stop\"", "\"warn\"").getBytes(), "an order that ends nothing: warn");
        refused("{\"order\":7}".getBytes(), "not a message of this protocol");
        assertThat(taken).isEmpty();
    }

    private void refused(byte[] words, String fault) throws IOException {
        mum.say(mum.prove().mumToKid().close(words));
        assertThatThrownBy(mum::end).isInstanceOf(IOException.class).hasMessageContaining(fault);
        mum.meet();
    }

    private void converse(long number) throws IOException {
        var random = new Random((SEED + number) * PRIME);
        int way = random.nextInt(ways.size());
        boolean mustBeRefused = true;
        boolean refused = false;
        try {
            mustBeRefused = ways.get(way).go(random);
            mum.end();
        } catch (IOException e) {
            refused = true;
        }
        if (mustBeRefused && !refused || !taken.isEmpty()) {
            throw new AssertionError("taken: way " + way + " of connection " + number + ", seed " + SEED);
        }
        mum.meet();
    }

    private boolean noise(Random random) throws IOException {
        if (random.nextBoolean()) {
            mum.prove();
        }
        mum.sayRaw(bytes(random, random.nextInt(300)));
        return false;
    }

    private boolean wrongChallenge(Random random) throws IOException {
        var challenge = mum.handshake().challenge();
        mum.say(random.nextInt(4) == 0 ? bytes(random, challenge.length) : spoilt(challenge, random));
        mum.say(bytes(random, 40));
        return true;
    }

    private boolean oversize(Random random) throws IOException {
        boolean proven = random.nextBoolean();
        if (proven) {
            mum.prove();
        }
        int most = proven ? KidHandshake.MAX_PROVEN : KidHandshake.MAX_UNPROVEN;
        int length = random.nextBoolean() ? most + 1 + random.nextInt(1000) : random.nextInt() | 1 << 31;
        mum.sayRaw(ByteBuffer.allocate(4).putInt(length).array());
        return true;
    }

    private boolean spoiltFrame(Random random) throws IOException {
        mum.say(spoilt(mum.prove().mumToKid().close(ORDER), random));
        return true;
    }

    private boolean cutFrame(Random random) throws IOException {
        var sealed = mum.prove().mumToKid().close(ORDER);
        mum.say(Arrays.copyOf(sealed, random.nextInt(sealed.length)));
        return true;
    }

    private boolean doubledFrame(Random random) throws IOException {
        var sealed = mum.prove().mumToKid().close(STORED);
        mum.say(sealed);
        mum.say(sealed);
        return true;
    }

    private boolean swappedFrames(Random random) throws IOException {
        var seal = mum.prove().mumToKid();
        seal.close(STORED);
        mum.say(seal.close(ORDER));
        return true;
    }

    private boolean frameOfAnotherConnection(Random random) throws IOException {
        var sealed = mum.prove().mumToKid().close(ORDER);
        mum.meet();
        mum.prove();
        mum.say(sealed);
        return true;
    }

    private boolean wordsOfAKid(Random random) throws IOException {
        sayProven(KidMessage.write(
                switch (random.nextInt(4)) {
                    case 0 -> new KidMessage.Start("host=n1\n");
                    case 1 -> new KidMessage.Record(1, fired(KEY, "kill"));
                    case 2 -> new KidMessage.LogBytes(OutputStreamName.STDOUT, 0, bytes(random, 9));
                    default -> new KidMessage.Exit("code=0\n", 0, 0);
                }));
        return true;
    }

    private boolean orderOfAnother(Random random) throws IOException {
        var key = random.nextBoolean() ? OTHER : new AttemptKey(KEY.home(), KEY.id(), 2 + random.nextInt(9));
        sayProven(KidMessage.write(new KidMessage.Order(fired(key, random.nextBoolean() ? "stop" : "kill"))));
        return true;
    }

    private boolean noOrder(Random random) throws IOException {
        var order = text(ORDER);
        sayProven((switch (random.nextInt(7)) {
                    case 0 -> order.replace("\"stop\"", "\"" + random.nextInt() + "\"");
                    case 1 -> order.replace("\"action\"", "\"deed\"");
                    case 2 -> order.replace("\"key\"", "\"kee\"");
                    case 3 -> order.replace("\"attempt\":1", "\"attempt\":" + -random.nextInt(9));
                    case 4 -> order.replace("RuleFired", random.nextBoolean() ? "Warned" : "Ended");
                    case 5 -> "{\"order\":" + "[".repeat(1 + random.nextInt(50_000));
                    default -> "{\"order\":" + random.nextInt() + "}";
                })
                .getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /** What is a whole order by its words was meant as one: mum proved herself. */
    private boolean spoiltOrder(Random random) throws IOException {
        var words = spoilt(ORDER, random);
        sayProven(words);
        try {
            if (KidMessage.read(words) instanceof KidMessage.Order order
                    && order.fired().key().equals(KEY)) {
                mum.end();
                assertThat(taken).containsExactly(order.fired());
                taken.clear();
                return false;
            }
        } catch (IOException e) {
            return true;
        }
        return true;
    }

    private void sayProven(byte[] words) throws IOException {
        mum.say(mum.prove().mumToKid().close(words));
    }

    private static Event.RuleFired fired(AttemptKey key, String action) {
        return new Event.RuleFired(key, Instant.EPOCH, "asha", action, "loss 2 is worse than 1");
    }

    private static String text(byte[] words) {
        return new String(words, StandardCharsets.UTF_8);
    }

    /** A few bytes changed or cut off; never as it was. */
    private static byte[] spoilt(byte[] bytes, Random random) {
        var changed = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
        while (changed.length > 0 && (random.nextInt(3) > 0 || Arrays.equals(changed, bytes))) {
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    private static byte[] bytes(Random random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
