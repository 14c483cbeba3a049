package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.testing.Await;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.warden.Batch;
import org.neronet.mum.warden.Launch;

class DispatcherTest {
    private static final AttemptKey KEY = Plans.key(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Settler settler = new Settler(ledger, time, Duration.ofSeconds(60), attempt -> {});
    private Dispatcher dispatcher;

    @TempDir
    Path workdir;

    @BeforeEach
    void wire() {
        Layout layout = DispatcherTest::layOut;
        dispatcher = Dispatcher.of(ledger, queue, layout, settler, key -> false, EndingOrders.NONE, time);
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @Test
    void aNewAttemptIsSentAndItsEndRecorded() {
        dispatcher.start();
        ledger.submit(Plans.plan(1), workdir);
        awaitState(AttemptState.QUEUED);

        settler.exited(KEY, ParentFile.parse("code=0"), true);

        awaitState(AttemptState.FINISHED);
        assertThat(queue.launched).hasSize(1);
    }

    @Test
    void aWaitingAttemptIsTerminatedWithoutACall() {
        queue.room = 0;
        ledger.submit(Plans.plan(1), workdir);

        var answer = dispatcher.terminate(List.of(KEY, Plans.key(2)));
        dispatcher.start();

        assertThat(answer.asked()).containsExactly(KEY);
        assertThat(answer.unknown()).containsExactly(Plans.key(2));
        awaitState(AttemptState.TERMINATED);
        assertThat(queue.launched).isEmpty();
    }

    @Test
    void theWishToTerminateIsDurableWhenTheCallReturns() {
        ledger.submit(Plans.plan(1), workdir);

        dispatcher.terminate(List.of(KEY));

        assertThat(ledger.get(KEY).status().terminationAsked()).isTrue();
    }

    @Test
    void whatIsHeldIsSentWhenItIsReleasedAndNotBefore() {
        ledger.submit(Plans.plan(1), workdir);
        ledger.submit(Plans.plan(2), workdir);
        dispatcher.holder().hold(List.of(KEY));
        dispatcher.start();
        awaitState(Plans.key(2), AttemptState.QUEUED);
        awaitState(AttemptState.QUEUED);
        assertThat(ledger.get(KEY).batch()).isEmpty();

        dispatcher.holder().release(List.of(KEY));

        Await.until(
                Duration.ofSeconds(10),
                () -> ledger.get(KEY).toString(),
                () -> ledger.get(KEY).status().jobId().isPresent());
        assertThat(queue.launched).hasSize(2);
    }

    @Test
    void whatIsHeldIsTerminatedAsAnythingElse() {
        ledger.submit(Plans.plan(1), workdir);
        dispatcher.holder().hold(List.of(KEY));
        dispatcher.terminate(List.of(KEY));
        dispatcher.start();

        awaitState(AttemptState.TERMINATED);
        assertThat(queue.launched).isEmpty();
    }

    @Test
    void whatHasEndedIsNotTerminated() {
        ledger.submit(Plans.plan(1), workdir);
        settler.exited(KEY, ParentFile.parse("code=0"), true);
        settler.settle();

        assertThat(dispatcher.terminate(List.of(KEY)).ended()).containsExactly(KEY);
    }

    @Test
    void theDispatchSurvivesAStepThatThrows() {
        var calls = new AtomicInteger();
        queue.onLaunch = batch -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("cannot fork");
            }
        };
        dispatcher.start();
        ledger.submit(Plans.plan(1), workdir);
        Await.until(Duration.ofSeconds(10), () -> "calls " + calls, () -> calls.get() == 1);

        ledger.submit(Plans.plan(2), workdir);

        awaitState(Plans.key(2), AttemptState.QUEUED);
        assertThat(ledger.get(KEY).isLive()).isTrue();
    }

    @Test
    void whatTheSchedulerNeverTookIsSentAgain() {
        queue.answers.add(new Launch.Unknown("Socket timed out"));
        dispatcher.start();
        ledger.submit(Plans.plan(1), workdir);

        Await.until(Duration.ofSeconds(20), () -> "listed " + queue.listed.size(), () -> {
            time.passSeconds(1);
            return ledger.get(KEY).status().jobId().isPresent();
        });

        assertThat(queue.launched).hasSize(2);
        assertThat(queue.listed).hasSizeGreaterThanOrEqualTo(3);
        assertThat(ledger.get(KEY).status().jobId()).contains("102_1");
    }

    @Test
    void afterCloseNothingIsSent() {
        dispatcher.start();
        dispatcher.close();

        ledger.submit(Plans.plan(1), workdir);

        assertThat(queue.launched).isEmpty();
    }

    private static void layOut(Batch batch, List<Attempt> attempts) throws IOException {
        for (var attempt : attempts) {
            Files.createDirectories(attempt.folder().root());
        }
    }

    private void awaitState(AttemptState state) {
        awaitState(KEY, state);
    }

    private void awaitState(AttemptKey key, AttemptState state) {
        Await.until(
                Duration.ofSeconds(10),
                () -> ledger.get(key).toString(),
                () -> ledger.get(key).status().state() == state);
    }
}
