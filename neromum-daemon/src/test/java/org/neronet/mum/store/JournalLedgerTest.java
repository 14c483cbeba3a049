package org.neronet.mum.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.neronet.mum.store.TestPlans.HOME;
import static org.neronet.mum.store.TestPlans.NOON;
import static org.neronet.mum.store.TestPlans.OTHER_HOME;
import static org.neronet.mum.store.TestPlans.kept;
import static org.neronet.mum.store.TestPlans.key;
import static org.neronet.mum.store.TestPlans.metrics;
import static org.neronet.mum.store.TestPlans.warned;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Environment;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.testing.Await;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.mum.store.Entry.Happened;
import org.neronet.mum.store.Entry.Kept;
import org.neronet.mum.store.Entry.Reported;
import org.neronet.mum.store.Entry.Sending;

class JournalLedgerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final FaultyDisk disk = new FaultyDisk();
    private Fence fence = () -> {};
    private JournalLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = JournalLedger.open(folder.resolve("journal"), () -> fence.check(), Bounds.ofSegments(1 << 20), disk);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void reopen() throws IOException {
        ledger.close();
        open();
    }

    private void add(Entry... entries) {
        ledger.append(List.of(entries)).join();
    }

    private void keep(long id) {
        ledger.append(kept(id)).join();
    }

    private List<Event> events() {
        return ledger.events(0, 1000, Optional.empty()).events().stream()
                .map(SequencedEvent::event)
                .toList();
    }

    private Ended ended(long id) {
        return new Ended(key(id), NOON, AttemptState.FINISHED, Optional.of(0), "exit 0", "exit file");
    }

    @Test
    void aKeptPlanIsSubmittedAndLive() {
        keep(7);

        var attempt = ledger.find(key(7)).orElseThrow();
        assertThat(attempt.status().state()).isEqualTo(AttemptState.SUBMITTED);
        assertThat(attempt.plan()).isEqualTo(((Kept) kept(7).get(0)).plan());
        assertThat(attempt.batch()).isEmpty();
        assertThat(ledger.live()).containsExactly(attempt);
        assertThat(ledger.head()).isEqualTo(1);
    }

    /** As where the file server forgot the lock of a host that was cut off. */
    @Test
    void whatAFencedMumStillWritesDoesNotCount() throws IOException {
        keep(1);
        Files.delete(folder.resolve("journal/lock"));
        var rivals = new Fence() {
            @Override
            public void check() {}

            @Override
            public boolean hasRival() {
                return true;
            }
        };
        try (var next = JournalLedger.open(folder.resolve("journal"), rivals, Bounds.ofSegments(1 << 20), disk)) {
            keep(2);
            next.append(kept(3)).join();
            keep(4);
            assertThat(next.find(key(1))).isPresent();
        }
        reopen();

        assertThat(ledger.live()).extracting(Attempt::key).containsExactly(key(1), key(3));
        assertThat(ledger.head()).isEqualTo(2);
        assertThat(ledger.warnings()).isEmpty();
    }

    @Test
    void thePlansOfOneSweepShareTheirEqualParts() {
        keep(1);
        keep(2);

        assertThat(ledger.find(key(1)).orElseThrow().plan().metrics())
                .isSameAs(ledger.find(key(2)).orElseThrow().plan().metrics());
    }

    @Test
    void liveAttemptsComeInOrderOfSubmission() {
        keep(5);
        keep(3);
        keep(4);
        add(new Happened(ended(3)));

        assertThat(ledger.live()).extracting(Attempt::key).containsExactly(key(5), key(4));
    }

    @Test
    void aSecondKeepOfTheSameKeyChangesNothing() {
        keep(1);
        keep(1);

        assertThat(ledger.head()).isEqualTo(1);
        assertThat(ledger.live()).hasSize(1);
    }

    @Test
    void aBatchKnowsItsLines() throws IOException {
        keep(1);
        keep(2);
        add(new Sending("00000000000000aa", "/w/batch/x", List.of(key(2), key(1))));
        add(new Sending("00000000000000aa", "/w/batch/x", List.of(key(1))));

        reopen();

        assertThat(ledger.batch("00000000000000aa")).containsExactly(key(2), key(1));
        assertThat(ledger.batch("00000000000000bb")).isEmpty();
        assertThat(ledger.find(key(1)).orElseThrow().line()).isEqualTo(2);
        assertThat(ledger.find(key(2)).orElseThrow().batch()).contains("00000000000000aa");
    }

    @Test
    void whatChangesNothingIsDropped() {
        keep(1);
        var started = new Happened(new Started(key(1), NOON, "node1", Optional.empty()));
        add(started, started, new Happened(new TerminationAsked(key(1), NOON)));
        add(
                new Happened(new TerminationAsked(key(1), NOON)),
                new Happened(new Started(key(9), NOON, "x", Optional.empty())));

        assertThat(events()).hasSize(3);
    }

    @Test
    void afterTheEndOnlyAWarningIsNews() {
        keep(1);
        add(new Happened(ended(1)), new Happened(metrics(1, 10)), new Happened(new TerminationAsked(key(1), NOON)));
        add(warned(1, "late"), new Happened(new Environment(key(1), NOON, JsonObject.empty())));

        assertThat(events())
                .extracting(e -> e.getClass().getSimpleName())
                .containsExactly("Submitted", "Ended", "Warned");
        assertThat(ledger.live()).isEmpty();
    }

    @Test
    void samplesAlreadyReadAreLeftOut() throws IOException {
        keep(1);
        add(new Happened(metrics(1, 10, 20)));
        add(new Happened(metrics(1, 10, 20, 30, 30)), new Happened(metrics(1, 30)));
        add(new Happened(new Metrics(key(1), NOON, MetricSource.STDERR, ((Metrics) metrics(1, 5)).samples())));

        reopen();

        assertThat(events()).hasSize(4);
        assertThat(((Metrics) events().get(2)).samples()).hasSize(2);
        var attempt = ledger.find(key(1)).orElseThrow();
        assertThat(attempt.read(MetricSource.STDOUT)).isEqualTo(30);
        assertThat(attempt.read(MetricSource.STDERR)).isEqualTo(5);
    }

    @Test
    void aKidsRecordCountsOnce() throws IOException {
        keep(1);
        add(new Reported(1, metrics(1, 10)), new Reported(1, metrics(1, 20)), new Reported(5, metrics(1, 30)));

        reopen();
        add(new Reported(4, metrics(1, 40)));

        assertThat(ledger.find(key(1)).orElseThrow().lastRecord()).isEqualTo(5);
        assertThat(events()).hasSize(3);
    }

    @Test
    void aRecordWithoutNewsStillLetsTheKidForgetIt() {
        keep(1);
        add(new Happened(metrics(1, 10)), new Happened(ended(1)));

        add(new Reported(1, metrics(1, 10)));

        assertThat(ledger.find(key(1)).orElseThrow().lastRecord()).isEqualTo(1);
        assertThat(events()).hasSize(3);
    }

    @Test
    void everythingIsThereAgainAfterARestart() throws IOException {
        keep(1);
        add(new Reported(1, new Environment(key(1), NOON, JsonObject.of("cpus", 4L))), warned(1, "hm"));
        var before = ledger.events(0, 100, Optional.empty());
        var attempt = ledger.find(key(1));

        reopen();

        assertThat(ledger.events(0, 100, Optional.empty())).isEqualTo(before);
        assertThat(ledger.find(key(1))).isEqualTo(attempt);
        assertThat(ledger.warnings()).isEmpty();
    }

    @Test
    void aPageStopsAtItsLimitAndTheNextContinues() {
        keep(1);
        for (int i = 0; i < 9; i++) {
            add(warned(1, "w" + i));
        }

        var first = ledger.events(0, 4, Optional.empty());
        var second = ledger.events(first.next(), 100, Optional.empty());

        assertThat(first.events()).extracting(SequencedEvent::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(second.events()).extracting(SequencedEvent::seq).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(ledger.events(10, 100, Optional.empty())).isEqualTo(new Ledger.Page(List.of(), 10));
    }

    @Test
    void theCursorPassesOverOtherHomes() {
        keep(1);
        ledger.append(kept(new AttemptKey(OTHER_HOME, 1, 1))).join();

        var page = ledger.events(0, 100, Optional.of(HOME));

        assertThat(page.events()).extracting(e -> e.event().key().home()).containsExactly(HOME);
        assertThat(page.next()).isEqualTo(2);
    }

    @Test
    void oldEventsAreReadFromTheDisk() {
        keep(1);
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 6000; i++) {
            entries.add(new Happened(metrics(1, i + 1)));
        }
        ledger.append(entries).join();
        assertThat(ledger.head()).isEqualTo(6001);

        var page = ledger.events(1000, 700, Optional.empty());

        assertThat(page.events()).hasSize(700);
        assertThat(page.events().get(0).seq()).isEqualTo(1001);
        assertThat(page.next()).isEqualTo(1700);
        assertThat(readAll(0)).hasSize(6001).doesNotHaveDuplicates();
    }

    @Test
    void aPageFitsIntoAFrameHoweverBigItsEventsAre() throws IOException {
        keep(1);
        for (int i = 0; i < 8; i++) {
            add(new Happened(new Environment(key(1), NOON, JsonObject.of("text", ("" + i).repeat(900_000)))));
        }

        for (int round = 0; round < 2; round++) {
            var page = ledger.events(0, 1000, Optional.empty());
            assertThat(page.events()).hasSize(3);
            assertThat(readAll(0)).hasSize(9);
            reopen();
        }
    }

    private List<Long> readAll(long since) {
        var all = new ArrayList<Long>();
        for (var page = ledger.events(since, 500, Optional.empty());
                !page.events().isEmpty();
                page = ledger.events(page.next(), 500, Optional.empty())) {
            page.events().forEach(event -> all.add(event.seq()));
        }
        return all;
    }

    @Test
    void aWaitingReaderIsWokenByTheNextEvent() throws Exception {
        keep(1);
        var woken = new CountDownLatch(1);
        var reader = new Thread(() -> {
            try {
                ledger.awaitBeyond(1, 60_000);
                woken.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reader.start();
        Await.until(LIMIT, () -> "" + reader.getState(), () -> reader.getState() == Thread.State.TIMED_WAITING);

        add(warned(1, "news"));

        assertThat(woken.await(20, TimeUnit.SECONDS)).isTrue();
        ledger.awaitBeyond(99, 1);
    }

    @Test
    void listenersHearOfEachChangeAndTheirFaultsDoNoHarm() {
        var count = new AtomicInteger();
        ledger.onChange(() -> {
            throw new IllegalStateException("on purpose");
        });
        ledger.onChange(count::incrementAndGet);

        keep(1);
        keep(2);

        Await.until(LIMIT, () -> "heard " + count, () -> count.get() == 2);
    }

    @Test
    void manyWritersShareOneSync() throws Exception {
        keep(1);
        int before = disk.syncs();
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        fence = () -> {
            entered.countDown();
            waitFor(go);
        };
        var first = ledger.append(List.of(warned(1, "first")));
        entered.await();
        var others = new ArrayList<java.util.concurrent.CompletableFuture<Void>>();
        for (int i = 0; i < 100; i++) {
            others.add(ledger.append(List.of(warned(1, "w" + i))));
        }

        go.countDown();
        first.join();
        others.forEach(java.util.concurrent.CompletableFuture::join);

        assertThat(disk.syncs() - before).isEqualTo(2);
        assertThat(ledger.head()).isEqualTo(102);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatTheDiskRefusesNeverHappened() throws IOException {
        keep(1);
        disk.failWrites(2);

        assertThatThrownBy(() -> keep(2))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NeronetException.class);

        assertThat(ledger.find(key(2))).isEmpty();
        assertThat(ledger.head()).isEqualTo(1);
        assertThat(ledger.warnings()).hasSize(1);

        keep(3);
        assertThat(ledger.head()).isEqualTo(2);
        assertThat(ledger.warnings()).isEmpty();
        reopen();
        assertThat(ledger.live()).extracting(Attempt::key).containsExactly(key(1), key(3));
        assertThat(ledger.journalBytes()).isPositive();
    }

    @Test
    void aMumThatLostHerLeaseWritesNothing() throws IOException {
        keep(1);
        long bytes = ledger.journalBytes();
        fence = () -> {
            throw new NeronetException(ExitCode.REFUSED, "another mum has taken over");
        };

        assertThatThrownBy(() -> keep(2)).hasMessageContaining("another mum");

        assertThat(ledger.journalBytes()).isEqualTo(bytes);
        assertThat(Files.size(folder.resolve("journal/000001.log"))).isEqualTo(bytes);
    }

    @Test
    void twoLedgersNeverShareAFolder() {
        assertThatThrownBy(() -> JournalLedger.open(folder.resolve("journal"), () -> {}))
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("another neromum writes");
    }

    @Test
    void aClosedLedgerTakesNothing() {
        ledger.close();

        assertThatThrownBy(() -> keep(1)).hasMessageContaining("leaving");
    }

    @Test
    void numbersOfDamagedEventsAreNotUsedAgain() throws IOException {
        keep(1);
        add(warned(1, "a"), warned(1, "b"));
        ledger.close();
        var segment = folder.resolve("journal/000001.log");
        var bytes = Files.readAllBytes(segment);
        bytes[bytes.length - 5] ^= 1;
        Files.write(segment, bytes);

        open();
        assertThat(ledger.warnings()).hasSize(1);
        assertThat(ledger.head()).isGreaterThanOrEqualTo(3);
        add(warned(1, "c"));

        var page = ledger.events(3, 100, Optional.empty());
        assertThat(page.events())
                .extracting(SequencedEvent::event)
                .containsExactly(((Happened) warned(1, "c")).event());
        assertThat(ledger.events(0, 100, Optional.empty()).events()).hasSize(3);
    }

    @Test
    void anEntryOfAnUnknownKindIsPassedOverAloud() throws IOException {
        keep(1);
        ledger.close();
        Files.write(
                folder.resolve("journal/000001.log"),
                JournalLine.encode(JsonObject.of("blessed", 1)),
                java.nio.file.StandardOpenOption.APPEND);

        open();

        assertThat(ledger.warnings()).singleElement().asString().contains("does not know");
        assertThat(ledger.live()).hasSize(1);
    }
}
