package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neronet.common.event.Event;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.Event.Submitted;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.experiment.Retry;
import org.neronet.common.testing.Await;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.store.Workdir;
import org.neronet.mum.warden.JobReport.Phase;

/** Attempts that mum makes herself: when, how often, and that none is lost, doubled or against the user's wish. */
class RetriesTest {
    private static final AttemptKey FIRST = Plans.key(1);
    private static final AttemptKey SECOND = new AttemptKey(FIRST.home(), 1, 2);
    private static final AttemptKey THIRD = new AttemptKey(FIRST.home(), 1, 3);
    private static final AttemptPlan TWICE = Plans.with(
            Plans.with(Plans.plan(1), "retries", 2), "watch", Map.of("resume_command", List.of("python3", "on.py")));

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Settler settler = new Settler(ledger, time, Duration.ofSeconds(60), attempt -> {});
    private Dispatcher dispatcher;

    @TempDir
    Path workdir;

    @BeforeEach
    void wire() {
        dispatcher = Dispatcher.of(
                ledger,
                queue,
                (batch, attempts) -> {
                    for (var attempt : attempts) {
                        Files.createDirectories(attempt.folder().root());
                    }
                },
                settler,
                key -> false,
                EndingOrders.NONE,
                time);
    }

    @AfterEach
    void close() {
        dispatcher.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"PREEMPTED", "NODE_FAILED", "TIMED_OUT"})
    void whatFollowsIsWrittenBeforeTheEnd(AttemptState end) {
        ledger.submit(TWICE, workdir);
        int before = ledger.kept().size();

        end(FIRST, end);

        var entries = ledger.kept().subList(before, ledger.kept().size());
        assertThat(entries).hasSize(4);
        assertThat(entries.get(0))
                .isEqualTo(new Entry.Kept(
                        Retry.next(TWICE), new Workdir(workdir).attempt(SECOND).toString()));
        assertThat(event(entries.get(1))).isInstanceOf(Submitted.class);
        assertThat(event(entries.get(3))).isInstanceOf(Ended.class);
        assertThat(ledger.get(FIRST).status().state()).isEqualTo(end);
        assertThat(ledger.get(SECOND).plan().argv()).containsExactly("python3", "on.py");
        assertThat(ledger.get(SECOND).status().warnings())
                .singleElement()
                .asString()
                .startsWith("goes on from attempt 1: ");
    }

    @Test
    void thereAreNoMoreThanWereAskedFor() {
        ledger.submit(TWICE, workdir);

        end(FIRST, AttemptState.PREEMPTED);
        end(SECOND, AttemptState.TIMED_OUT);
        end(THIRD, AttemptState.PREEMPTED);

        assertThat(ledger.live()).isEmpty();
        assertThat(ledger.events(Submitted.class)).extracting(Event::key).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void whoEndsByItselfIsNotTriedAgain() {
        ledger.submit(TWICE, workdir);
        settler.exited(FIRST, ParentFile.parse("code=3"), true);
        settler.settle();

        assertThat(ledger.get(FIRST).status().state()).isEqualTo(AttemptState.FAILED);
        assertThat(ledger.find(SECOND)).isEmpty();
    }

    @Test
    void whatARuleEndsIsNotTriedAgain() {
        ledger.submit(TWICE, workdir);
        ledger.happened(new RuleFired(FIRST, time.instant(), "nan", "stop", "loss is NaN"));

        end(FIRST, AttemptState.PREEMPTED);

        assertThat(ledger.find(SECOND)).isEmpty();
    }

    @Test
    void anEndThatWasLostAfterTheRetryWasWrittenIsFoundAgainAndDoublesNothing() {
        ledger.submit(TWICE, workdir);
        var next = Retry.next(TWICE);
        ledger.append(List.of(
                        new Entry.Kept(
                                next, new Workdir(workdir).attempt(SECOND).toString()),
                        new Entry.Happened(new Submitted(SECOND, time.instant()))))
                .join();
        dispatcher.start();
        awaitState(FIRST, AttemptState.QUEUED);
        assertThat(ledger.get(SECOND).batch()).isEmpty();

        end(FIRST, AttemptState.PREEMPTED);

        awaitState(SECOND, AttemptState.QUEUED);
        assertThat(ledger.events(Submitted.class)).hasSize(2);
    }

    @Test
    void afterAFailedNodeThereIsAPauseThatGrows() {
        var retries = new Retries(ledger, time);
        ledger.submit(TWICE, workdir);
        end(FIRST, AttemptState.NODE_FAILED);
        time.passSeconds(9 - 60);
        assertThat(retries.isDue(ledger.get(SECOND))).isFalse();
        time.passSeconds(61);
        assertThat(retries.isDue(ledger.get(SECOND))).isTrue();

        end(SECOND, AttemptState.NODE_FAILED);

        var made = ledger.get(THIRD).status().submittedAt().orElseThrow();
        time.pass(Duration.between(time.instant(), made.plusSeconds(19)));
        assertThat(retries.isDue(ledger.get(THIRD))).isFalse();
        time.passSeconds(1);
        assertThat(retries.isDue(ledger.get(THIRD))).isTrue();
        time.pass(Duration.ofDays(-1));
        assertThat(retries.isDue(ledger.get(THIRD))).as("a clock set back").isTrue();
    }

    @Test
    void whoTerminatesAnEarlierAttemptMeansTheNewestOne() {
        queue.room = 0;
        ledger.submit(TWICE, workdir);
        end(FIRST, AttemptState.PREEMPTED);

        var answer = dispatcher.terminate(List.of(FIRST));
        dispatcher.start();

        assertThat(answer.asked()).containsExactly(FIRST);
        awaitState(SECOND, AttemptState.TERMINATED);
        assertThat(ledger.find(THIRD)).isEmpty();
        assertThat(dispatcher.terminate(List.of(FIRST)).ended()).containsExactly(FIRST);
    }

    @Test
    void aWishThatCameJustBeforeTheEndHoldsForWhatFollows() {
        ledger.submit(TWICE, workdir);
        queue.room = 0;
        ledger.append(List.of(
                        new Entry.Kept(
                                Retry.next(TWICE),
                                new Workdir(workdir).attempt(SECOND).toString()),
                        new Entry.Happened(new Submitted(SECOND, time.instant())),
                        new Entry.Happened(new TerminationAsked(FIRST, time.instant())),
                        new Entry.Happened(new Ended(
                                FIRST,
                                time.instant(),
                                AttemptState.PREEMPTED,
                                Optional.empty(),
                                "preempted",
                                "sacct"))))
                .join();

        dispatcher.start();

        awaitState(SECOND, AttemptState.TERMINATED);
    }

    private static Event event(Entry entry) {
        return ((Entry.Happened) entry).event();
    }

    private void end(AttemptKey key, AttemptState state) {
        settler.report(key, FakeQueue.report(Phase.ENDED, state, "7_1"));
        time.passSeconds(60);
        settler.settle();
    }

    private void awaitState(AttemptKey key, AttemptState state) {
        Await.until(
                Duration.ofSeconds(10),
                () -> ledger.get(key).toString(),
                () -> ledger.get(key).status().state() == state);
    }
}
