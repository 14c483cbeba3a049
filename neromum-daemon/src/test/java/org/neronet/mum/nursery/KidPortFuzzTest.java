package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.mum.dispatch.Settler;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

/**
 * The port for kids under random, spoilt, repeated, swapped and forged frames. {@code -Dneronet.fuzz.seed=S} repeats a
 * run, {@code -Dneronet.fuzz.count=N} makes it longer.
 *
 * <p>The threats to this wire and their tests:
 *
 * <ul>
 *   <li>T1, commands by a stranger: here; what kids may bring about at all is all of {@code KidWork}.
 *   <li>T2, a false kid: here, {@code KidHandshakeTest}, {@code KidPortTest.theKeyOfOneAttemptOpensNoOther}.
 *   <li>T3, read, changed and replayed frames: here, {@code SealTest}, {@code KidPortTest.recordsSaidTwiceAreKeptOnce}.
 *   <li>T4, a false mum on her old port: {@code WatchTest.whoeverDoesNotKnowTheKeyLearnsNothing}.
 *   <li>T5, floods: {@code KidPortTest.theSixtyFifthStrangerIsRefusedAndProvenKidsAreServedOn} and what it says of
 *       limits, time and kids that do not listen; the heap here.
 *   <li>T6 and T7, secrets and files: {@code PrivacyIT}, with processes, jobs and another user.
 * </ul>
 */
class KidPortFuzzTest {
    private static final long SEED = Long.getLong("neronet.fuzz.seed", System.nanoTime() ^ 0x5DEECE66DL);
    private static final long COUNT = Long.getLong("neronet.fuzz.count", 100_000);
    private static final int WARM_UP = 5_000;
    private static final int OVER_THE_PORT = 500;
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    private static final long MIB = 1 << 20;
    private static final byte[] MASTER = "a master key of thirty-two bytes".getBytes();
    private static final AttemptKey OWN = Plans.key(1);
    private static final AttemptKey OTHER = Plans.key(2);
    private static final byte[] KEY = KidHandshake.attemptKey(MASTER, OWN);

    private final MemoryLedger ledger = new MemoryLedger();
    private final SettableTime time = new SettableTime();
    private final Settler settler = new Settler(ledger, time, Duration.ofMinutes(1), attempt -> {});
    private final FuzzedWords words = new FuzzedWords(OWN, OTHER, KEY);
    private KidPort port;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws Exception {
        ledger.submit(Plans.plan(1), folder);
        ledger.submit(Plans.plan(2), folder);
        port = new KidPort(List.of("127.0.0.1"), 0, work());
        port.start();
        try (var kid = new TestKid(port.port()).prove(OWN, KEY)) {
            kid.say(new KidMessage.Start("host=n1\ntime=1700000000\n"));
            Await.until(
                    Duration.ofSeconds(20),
                    () -> "not started",
                    () -> ledger.get(OWN).status().startedAt().isPresent());
        }
    }

    @AfterEach
    void close() throws IOException {
        port.close();
    }

    @Test
    void noFrameChangesAnythingAndTheHeapStaysAsItIs() throws Exception {
        System.out.printf("fuzz of the kid port: -Dneronet.fuzz.seed=%d, %d frames%n", SEED, COUNT);
        var before = state();
        try (var line = new FuzzLine(port, work())) {
            long next = converse(line, 0, WARM_UP);
            long heap = heap();
            converse(line, next, COUNT);
            assertThat(heap() - heap).isLessThan(MIB);
        }
        assertThat(state()).isEqualTo(before);
        aGoodKidIsServed();
    }

    @Test
    void overTheSocketItIsTheSame() throws Exception {
        var before = state();
        for (int number = 0; number < OVER_THE_PORT; number++) {
            var random = random(number);
            try (var kid = new TestKid(port.port())) {
                if (random.nextBoolean()) {
                    kid.prove(OWN, KEY);
                }
                var noise = new byte[4 + random.nextInt(2000)];
                random.nextBytes(noise);
                kid.sendRaw(noise);
                kid.send(noise);
            } catch (IOException e) {
                // Hung up on before the last word: as it should be.
                assertThat(state()).isEqualTo(before);
            }
        }
        aGoodKidIsServed();
    }

    /** Answers the number of the next conversation. */
    private long converse(FuzzLine line, long first, long frames) throws IOException {
        long number = first;
        for (; line.frames() < frames; number++) {
            var random = random(number);
            int way = random.nextInt(words.ways().size());
            boolean mustBeRefused = true;
            boolean refused = false;
            try {
                mustBeRefused = words.ways().get(way).go(random, line);
            } catch (IOException | RuntimeException e) {
                refused = true;
            }
            if (mustBeRefused && !refused) {
                throw new AssertionError("taken: way " + way + " of conversation " + number + ", seed " + SEED);
            }
            line.hangUp();
        }
        return number;
    }

    private void aGoodKidIsServed() throws IOException {
        try (var kid = new TestKid(port.port()).prove(OWN, KEY)) {
            kid.say(new KidMessage.Record(1, new Event.Warned(OWN, Plans.NOW, "still here")));
            while (kid.hear(KidMessage.Stored.class).lastNumber() == 0) {
                assertThat(port.count()).isEqualTo(1);
            }
        }
        assertThat(ledger.get(OWN).status().warnings()).containsExactly("still here");
    }

    private KidWork work() {
        return new KidWork(ledger, new LogMirror(folder, ledger), settler, time, MASTER, 1);
    }

    /** All that a kid could have changed. */
    private String state() throws IOException {
        try (var files = Files.list(folder)) {
            return ledger.get(OWN) + " " + ledger.get(OTHER) + " " + ledger.events(Event.class) + " "
                    + files.map(Path::toString).sorted().toList();
        }
    }

    private static Random random(long number) {
        return new Random((SEED + number) * PRIME);
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int times = 0; times < 4; times++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
