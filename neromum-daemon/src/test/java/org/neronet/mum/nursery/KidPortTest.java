package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.KidHandshake;
import org.neronet.common.wire.KidMessage;
import org.neronet.common.wire.KidMessage.Exit;
import org.neronet.common.wire.KidMessage.Goodbye;
import org.neronet.common.wire.KidMessage.LogBytes;
import org.neronet.common.wire.KidMessage.Order;
import org.neronet.common.wire.KidMessage.Start;
import org.neronet.common.wire.KidMessage.Stored;
import org.neronet.mum.dispatch.Settler;
import org.neronet.mum.dispatch.Settling;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

class KidPortTest {
    private static final AttemptKey KEY = Plans.key(1);
    private static final byte[] MASTER = "a master key of thirty-two bytes".getBytes();
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final MemoryLedger ledger = new MemoryLedger();
    private final SettableTime time = new SettableTime();
    private final AtomicReference<String> exits = new AtomicReference<>("");
    private final Settler settler = new Settler(ledger, time, Duration.ofMinutes(1), attempt -> exits.set("read"));
    private final List<TestKid> kids = new ArrayList<>();
    private KidPort port;

    @TempDir
    Path folder;

    @BeforeEach
    void open() throws IOException {
        ledger.submit(Plans.plan(1), folder);
        port = listen(LONG, LONG);
    }

    @AfterEach
    void close() throws IOException {
        for (var kid : kids) {
            kid.close();
        }
        port.close();
    }

    @Test
    void aProvenKidHearsWhatIsStored() throws Exception {
        var kid = provenKid();

        assertThat(kid.hear()).isEqualTo(new Stored(0, 0, 0));
        awaitReporting(true);
        assertThat(port.count()).isEqualTo(1);
    }

    @Test
    void aKidWithAWrongKeyIsHungUpOn() throws Exception {
        var kid = kid();
        var hello = KidHandshake.hello(KEY);
        kid.send(hello);
        kid.receive();

        kid.send(KidHandshake.answer(new byte[32], hello, 1).kidProof());

        assertThat(kid.isHungUp()).isTrue();
        assertThat(port.reporting().test(KEY)).isFalse();
    }

    @Test
    void aKidOfAnAttemptNobodyKnowsIsSentAwayWithAGoodbye() throws Exception {
        var stranger = Plans.key(77);
        var kid = kid().prove(stranger, KidHandshake.attemptKey(MASTER, stranger));

        kid.hear(Goodbye.class);
        kid.say(new Start("host=n1"));
        kid.hear(Goodbye.class);

        assertThat(ledger.find(stranger)).isEmpty();
    }

    @Test
    void theKeyOfOneAttemptOpensNoOther() throws Exception {
        ledger.submit(Plans.plan(2), folder);
        var kid = kid();

        assertThatThrownBy(() -> kid.prove(Plans.key(2), KidHandshake.attemptKey(MASTER, KEY)))
                .hasMessageContaining("does not know this attempt's key");
    }

    @Test
    void garbageIsHungUpOn() throws Exception {
        for (var garbage : List.of("GET / HTTP/1.1\r\n\r\n", "\0\0\0\2{}", "\0\0\0\4null", "\0\0\0\0")) {
            var kid = kid();

            kid.sendRaw(garbage.getBytes());

            assertThat(kid.isHungUp()).as(garbage).isTrue();
        }
        assertThat(provenKid().hear()).isInstanceOf(Stored.class);
    }

    @Test
    void aFrameLongerThanTheLimitIsHungUpOnBeforeItCame() throws Exception {
        var stranger = kid();
        stranger.sendRaw(length(KidHandshake.MAX_UNPROVEN + 1));
        assertThat(stranger.isHungUp()).isTrue();

        var kid = provenKid();
        kid.sendRaw(length(KidHandshake.MAX_PROVEN + 1));
        assertThat(kid.isHungUp()).isTrue();
        awaitReporting(false);
    }

    @Test
    void aFrameThatWasTamperedWithIsHungUpOn() throws Exception {
        var kid = provenKid();
        kid.send(new byte[64]);

        assertThat(kid.isHungUp()).isTrue();
    }

    @Test
    void whatOnlyMumSaysIsHungUpOn() throws Exception {
        var kid = provenKid();
        kid.say(new Goodbye());

        assertThat(kid.isHungUp()).isTrue();
    }

    @Test
    void anOrderIsSaidOnceOverEachConnectionToAKidThatIsThere() throws Exception {
        var order = new RuleFired(KEY, Plans.NOW, "asha", "stop", "loss 2 is worse");
        assertThat(port.orders().give(order)).isFalse();
        var kid = provenKid();
        kid.hear();
        awaitReporting(true);
        Await.until(LIMIT, () -> "no kid takes orders", () -> port.orders().give(order));
        assertThat(port.orders().give(order)).isTrue();
        assertThat(kid.hear()).isEqualTo(new Order(order));
        kid.say(warning(1, "told"));
        assertThat(kid.hear()).isInstanceOf(Stored.class);

        kid.close();
        awaitReporting(false);
        assertThat(port.orders().give(order)).isFalse();
        var next = provenKid();
        next.hear();
        Await.until(LIMIT, () -> "no kid takes orders", () -> port.orders().give(order));
        assertThat(next.hear()).isEqualTo(new Order(order));
    }

    @Test
    void aConnectionThatProvesNothingIsDroppedInTime() throws Exception {
        restart(Duration.ofMillis(50), LONG);
        var silent = kid();
        var halfway = kid();
        halfway.send(KidHandshake.hello(KEY));

        assertThat(silent.isHungUp()).isTrue();
        assertThat(halfway.isHungUp()).isTrue();
    }

    @Test
    void aProvenKidThatFallsSilentIsDroppedAndNoLongerReporting() throws Exception {
        restart(LONG, Duration.ofMillis(300));
        var kid = provenKid();

        assertThat(kid.hear()).isInstanceOf(Stored.class);
        assertThat(kid.isHungUp()).isTrue();
        awaitReporting(false);
    }

    @Test
    void theSixtyFifthStrangerIsRefusedAndProvenKidsAreServedOn() throws Exception {
        var kid = provenKid();
        kid.hear();
        for (int i = 0; i < 64; i++) {
            kid().send(KidHandshake.hello(KEY));
        }
        for (int i = 1; i <= 64; i++) {
            kids.get(i).receive();
        }

        assertThat(kid().isHungUp()).isTrue();

        kid.say(warning(1, "still here"));
        assertThat(kid.hear(Stored.class).lastNumber()).isEqualTo(1);
    }

    @Test
    void aStartMakesTheAttemptRunOnceHoweverOftenItIsSaid() throws Exception {
        var kid = provenKid();

        kid.say(new Start("host=n17\ntime=1700000000.25\njob=9_1\n"));
        kid.say(new Start("host=n17\ntime=1700000000.25\njob=9_1\n"));
        kid.say(warning(1, "done"));
        awaitLastRecord(1);

        var status = ledger.get(KEY).status();
        assertThat(status.state()).isEqualTo(AttemptState.RUNNING);
        assertThat(status.node()).contains("n17");
        assertThat(status.jobId()).contains("9_1");
        assertThat(ledger.events(Event.Started.class)).hasSize(1);
    }

    @Test
    void recordsSaidTwiceAreKeptOnce() throws Exception {
        var kid = provenKid();
        kid.say(metrics(1, 10));
        kid.say(metrics(2, 20));
        awaitLastRecord(2);

        var again = provenKid();
        assertThat(again.hear()).isEqualTo(new Stored(2, 0, 0));
        again.say(metrics(1, 10));
        again.say(metrics(2, 20));
        again.say(metrics(3, 30));
        awaitLastRecord(3);

        assertThat(ledger.events(Metrics.class))
                .flatExtracting(Metrics::samples)
                .extracting(MetricSample::offset)
                .containsExactly(10L, 20L, 30L);
    }

    @Test
    void aRecordBeforeItsTurnIsRefused() throws Exception {
        var kid = provenKid();
        kid.say(metrics(1, 10));
        kid.say(metrics(3, 30));

        assertThat(kid.isHungUp()).isTrue();
        assertThat(ledger.get(KEY).lastRecord()).isEqualTo(1);
    }

    @Test
    void anOldRecordBehindANewerOneIsPassedOver() throws Exception {
        var kid = provenKid();
        kid.say(metrics(2, 20));
        kid.say(metrics(1, 10));
        kid.say(metrics(3, 30));

        awaitLastRecord(3);
        assertThat(ledger.events(Metrics.class)).hasSize(2);
    }

    @Test
    void recordsAreAcknowledgedOnlyWhenTheyAreOnDisk() throws Exception {
        var kid = provenKid();
        kid.hear();
        ledger.hold();
        kid.say(metrics(1, 10));
        kid.say(new LogBytes(OutputStreamName.STDOUT, 0, "hello".getBytes()));

        assertThat(kid.hear()).isEqualTo(new Stored(0, 5, 0));

        ledger.release();
        assertThat(kid.hear()).isEqualTo(new Stored(1, 5, 0));
    }

    @Test
    void whatFollowsARecordThatCouldNotBeKeptIsNotKeptEither() throws Exception {
        var kid = provenKid();
        kid.hear();
        ledger.hold();
        for (int number = 1; number <= 5; number++) {
            kid.say(metrics(number, number * 10L));
        }
        kid.say(new LogBytes(OutputStreamName.STDOUT, 0, new byte[1]));
        kid.hear();
        ledger.refuse("disk full");
        ledger.release();

        assertThat(kid.isHungUp()).isTrue();
        ledger.accept();
        var again = provenKid();
        assertThat(again.hear(Stored.class).lastNumber()).isZero();
        for (int number = 1; number <= 5; number++) {
            again.say(metrics(number, number * 10L));
        }
        awaitLastRecord(5);
        assertThat(ledger.events(Metrics.class)).hasSize(5);
    }

    @Test
    void aKidFasterThanTheDiskWaitsAndLosesNothing() throws Exception {
        var kid = provenKid();
        kid.hear();
        ledger.hold();
        var text = "x".repeat(200_000);
        for (int number = 1; number <= 20; number++) {
            kid.say(warning(number, number + text));
        }
        Await.until(LIMIT, () -> "held " + ledger.held(), () -> ledger.held() == 1);

        ledger.release();

        awaitLastRecord(20);
        assertThat(ledger.get(KEY).status().warnings()).hasSize(20);
    }

    @Test
    void theEventsOfAnotherAttemptAreRefused() throws Exception {
        ledger.submit(Plans.plan(2), folder);
        var kid = provenKid();

        kid.say(new KidMessage.Record(1, new Warned(Plans.key(2), Plans.NOW, "not mine")));

        assertThat(kid.isHungUp()).isTrue();
        assertThat(ledger.get(Plans.key(2)).status().warnings()).isEmpty();
    }

    @Test
    void aKidCannotEndAnAttemptByARecord() throws Exception {
        var kid = provenKid();

        kid.say(new KidMessage.Record(
                1, new Ended(KEY, Plans.NOW, AttemptState.FINISHED, Optional.of(0), "exit 0", "kid")));

        assertThat(kid.isHungUp()).isTrue();
        assertThat(ledger.get(KEY).isLive()).isTrue();
    }

    @Test
    void outputIsMirroredAndAGapInItIsRefused() throws Exception {
        var kid = provenKid();
        kid.hear();
        kid.say(new LogBytes(OutputStreamName.STDERR, 0, "oh".getBytes()));
        assertThat(kid.hear()).isEqualTo(new Stored(0, 0, 2));

        kid.say(new LogBytes(OutputStreamName.STDERR, 3, "no".getBytes()));

        assertThat(kid.isHungUp()).isTrue();
        assertThat(folder.resolve(KEY.folderName() + ".stderr")).hasContent("oh");
    }

    @Test
    void anExitEndsTheAttemptBehindItsLastRecordAndMumSaysGoodbye() throws Exception {
        makeAttemptFolder();
        var kid = provenKid();
        kid.hear();
        ledger.hold();
        kid.say(metrics(1, 10));
        kid.say(metrics(2, 20));
        kid.say(new Exit("code=3\ntime=1700000000\nsignalled=\n", 0, 0));
        kid.say(new LogBytes(OutputStreamName.STDOUT, 0, new byte[1]));
        kid.hear();
        Settling.settle(settler);
        assertThat(Settling.waitsForScheduler(settler, KEY)).isFalse();

        ledger.release();
        Await.until(LIMIT, () -> "no exit", () -> settlesTo(AttemptState.FAILED));
        port.goodbye(KEY);

        kid.hear(Goodbye.class);
        assertThat(ledger.events(Metrics.class)).hasSize(2);
        assertThat(exits.get()).isEmpty();
    }

    @Test
    void whateverAKidSaysAfterTheEndIsAnsweredByGoodbye() throws Exception {
        makeAttemptFolder();
        var kid = provenKid();
        kid.say(new Exit("code=0", 0, 0));
        Await.until(LIMIT, () -> "no exit", () -> settlesTo(AttemptState.FINISHED));

        kid.say(metrics(1, 10));
        kid.hear(Goodbye.class);
        kid.say(new Start("host=n1"));
        kid.hear(Goodbye.class);

        assertThat(ledger.events(Metrics.class)).isEmpty();
    }

    @Test
    void aKidThatComesAfterTheEndHearsGoodbyeAtOnce() throws Exception {
        makeAttemptFolder();
        provenKid().say(new Exit("code=0", 0, 0));
        Await.until(LIMIT, () -> "no exit", () -> settlesTo(AttemptState.FINISHED));

        var late = provenKid();

        assertThat(late.hear()).isInstanceOf(Stored.class);
        assertThat(late.hear()).isInstanceOf(Goodbye.class);
    }

    @Test
    void anAttemptIsReportedWhileOneOfItsConnectionsLasts() throws Exception {
        var first = provenKid();
        first.hear();
        var second = provenKid();
        second.hear();

        first.close();
        second.say(warning(1, "alone now"));
        second.hear(Stored.class);
        assertThat(port.reporting().test(KEY)).isTrue();

        second.close();
        awaitReporting(false);
        assertThat(port.count()).isZero();
    }

    @Test
    void aKidThatDoesNotReadIsDroppedAndOthersAreServed() throws Exception {
        makeAttemptFolder();
        provenKid().say(new Exit("code=0", 0, 0));
        Await.until(LIMIT, () -> "no exit", () -> settlesTo(AttemptState.FINISHED));

        var deaf = provenKid();
        assertThatThrownBy(() -> {
                    while (true) {
                        deaf.say(new Start("host=n1"));
                    }
                })
                .isInstanceOf(IOException.class);

        assertThat(provenKid().hear()).isInstanceOf(Stored.class);
    }

    @Test
    void theSamePortIsTakenAgainWhenItIsFree() throws Exception {
        int before = port.port();
        port.close();

        port = new KidPort(List.of("127.0.0.1"), before, work());

        assertThat(port.port()).isEqualTo(before);
    }

    @Test
    void anotherPortIsChosenWhenTheOldOneIsTaken() throws Exception {
        try (var second = new KidPort(List.of("127.0.0.1"), port.port(), work())) {
            assertThat(second.port()).isNotEqualTo(port.port()).isPositive();
        }
    }

    @Test
    void severalAddressesShareOnePort() throws Exception {
        port.close();
        port = new KidPort(List.of("127.0.0.1", "127.0.0.2"), 0, work());

        assertThatThrownBy(() -> new KidPort(List.of("127.0.0.3", "127.0.0.2"), port.port(), work()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void closingHangsUpOnEverybody() throws Exception {
        var kid = provenKid();
        kid.hear();

        port.close();

        assertThat(kid.isHungUp()).isTrue();
        assertThat(port.count()).isZero();
    }

    private boolean settlesTo(AttemptState state) {
        Settling.settle(settler);
        return ledger.get(KEY).status().state() == state;
    }

    private void makeAttemptFolder() throws IOException {
        Files.createDirectories(ledger.get(KEY).folder().root());
    }

    private TestKid kid() throws IOException {
        var kid = new TestKid(port.port());
        kids.add(kid);
        return kid;
    }

    private TestKid provenKid() throws IOException {
        return kid().prove(KEY, KidHandshake.attemptKey(MASTER, KEY));
    }

    private KidPort listen(Duration handshake, Duration silence) throws IOException {
        var opened = new KidPort(List.of("127.0.0.1"), 0, work(), handshake, silence);
        opened.start();
        return opened;
    }

    private void restart(Duration handshake, Duration silence) throws IOException {
        port.close();
        port = listen(handshake, silence);
    }

    private KidWork work() {
        return new KidWork(ledger, new LogMirror(folder, ledger), settler, time, MASTER, 1);
    }

    private void awaitReporting(boolean expected) {
        Await.until(
                LIMIT, () -> "reporting " + port.count(), () -> port.reporting().test(KEY) == expected);
    }

    private void awaitLastRecord(long number) {
        Await.until(
                LIMIT, () -> ledger.get(KEY).toString(), () -> ledger.get(KEY).lastRecord() == number);
    }

    private static byte[] length(int bytes) {
        return ByteBuffer.allocate(4).putInt(bytes).array();
    }

    private static KidMessage metrics(long number, long offset) {
        var sample = new MetricSample("loss", number, 0.5, offset);
        return new KidMessage.Record(number, new Metrics(KEY, Plans.NOW, MetricSource.STDOUT, List.of(sample)));
    }

    private static KidMessage warning(long number, String text) {
        return new KidMessage.Record(number, new Warned(KEY, Plans.NOW, text));
    }
}
