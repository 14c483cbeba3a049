package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.batch.Packing;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.HoldAsked;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.store.Workdir;
import org.neronet.mum.warden.JobRef;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;
import org.neronet.mum.warden.PackFiles;

/** Five experiments in two jobs: three in the first, two in the second. */
class PacksTest {
    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Settler settler = new Settler(ledger, time, Duration.ofSeconds(5), attempt -> {});
    private final Poller poller = new Poller(ledger, queue, settler, key -> false, time);
    private final Canceller canceller = new Canceller(ledger, queue, time);
    private String token;

    @TempDir
    Path workdir;

    @BeforeEach
    void send() throws Exception {
        for (long id = 1; id <= 5; id++) {
            Files.createDirectories(
                    ledger.submit(Plans.plan(id), workdir).folder().root());
        }
        queue.packing = new Packing(3, 2);
        launch();
        token = queue.launched.get(0).token();
        Files.createDirectories(new Workdir(workdir).batch(token));
        Files.createFile(orders());
    }

    private void launch() throws InterruptedException {
        new Launcher(ledger, queue, (batch, attempts) -> {}, time)
                .launchWaiting(
                        ledger.live().stream().filter(a -> a.batch().isEmpty()).toList());
    }

    @Test
    void oneCallSendsThemAndEachKnowsItsJob() {
        assertThat(queue.launched).hasSize(1);
        assertThat(queue.launched.get(0).jobs()).hasSize(2);
        assertThat(ids()).containsExactly("101_1", "101_1", "101_1", "101_2", "101_2");
    }

    @Test
    void theSchedulerIsAskedForEachJobOnce() throws Exception {
        poller.poll();

        assertThat(queue.listed.get(0)).containsExactly(job(1), job(2));
    }

    @Test
    void roomCountsJobs() throws Exception {
        for (long id = 6; id <= 15; id++) {
            ledger.submit(Plans.plan(id), workdir);
        }
        queue.room = 2;
        queue.onLaunch = batch -> queue.room = 0;

        launch();

        assertThat(queue.launched.get(1).attempts()).hasSize(6);
    }

    @Test
    void theUsersLimitCountsJobs() throws Exception {
        for (long id = 6; id <= 15; id++) {
            ledger.submit(Plans.plan(id), workdir);
        }
        queue.most = 4;

        launch();
        launch();

        assertThat(queue.launched).hasSize(2);
        assertThat(queue.launched.get(1).attempts()).hasSize(6);
    }

    @Test
    void aJobHasItsPlaceUntilTheLastOfItsExperimentsHasEnded() throws Exception {
        queue.most = 2;
        ledger.submit(Plans.plan(6), workdir);
        finish(1);
        finish(2);
        launch();
        assertThat(queue.launched).hasSize(1);

        finish(3);
        launch();

        assertThat(queue.launched).hasSize(2);
    }

    private void finish(long id) {
        ledger.happened(
                new Ended(Plans.key(id), Plans.NOW, AttemptState.FINISHED, Optional.of(0), "exit 0", "exit file"));
    }

    @Test
    void oneThatRunsIsEndedByAnOrder() throws Exception {
        started(1);
        askForTheEnd(1, 5);

        canceller.cancel(doomed());

        assertThat(queue.cancelled).isEmpty();
        assertThat(orders()).hasContent("1");
        assertThat(ledger.get(Plans.key(1)).isLive()).isTrue();
        assertThat(ledger.get(Plans.key(5)).status().state()).isEqualTo(AttemptState.TERMINATED);
        assertThat(ledger.get(Plans.key(5)).folder().claim()).hasContent("mum");
    }

    @Test
    void ordersAreAddedUp() throws Exception {
        started(1);
        started(2);
        askForTheEnd(2);
        canceller.cancel(doomed());
        askForTheEnd(1);
        time.passSeconds(15);

        canceller.cancel(doomed());

        assertThat(orders()).hasContent("1\n2");
    }

    @Test
    void anOrderThatCannotBeWrittenIsGivenLater() throws Exception {
        started(1);
        askForTheEnd(1);
        Files.delete(orders());
        canceller.cancel(doomed());
        Files.createFile(orders());
        time.passSeconds(15);

        canceller.cancel(doomed());

        assertThat(orders()).hasContent("1");
    }

    @Test
    void aJobWithNothingElseToDoIsCancelled() throws Exception {
        started(1);
        askForTheEnd(1, 2, 3, 4);

        canceller.cancel(doomed());

        assertThat(queue.cancelled).containsExactly(List.of(job(1)));
    }

    @Test
    void aJobIsHeldWhenAllInItAre() throws Exception {
        var holds = new Holds(ledger, queue, key -> key, time);
        LongStream.of(1, 2, 3, 4).forEach(id -> ledger.happened(new HoldAsked(Plans.key(id), Plans.NOW)));

        holds.carryOut(ledger.live());

        assertThat(queue.held).containsExactly(List.of(job(1)));
    }

    @Test
    void whatALostJobHadNotBegunWaitsAgainAndTheRestEnds() throws Exception {
        claimed(1);
        started(2);
        queue.jobs.put(token + ".1", ended(AttemptState.NODE_FAILED, "n1"));

        poller.poll();

        assertThat(waiting()).containsExactly(Plans.key(3));
        assertThat(ledger.get(Plans.key(3)).folder().claim()).doesNotExist();
        assertThat(ledger.get(Plans.key(3)).status().warnings().get(0))
                .isEqualTo(
                        "waits for another job, since its turn had not come when that ended: 101_1, squeue: NODE_FAILED");
        assertThat(ledger.get(Plans.key(3)).status().jobId()).isEmpty();
        time.passSeconds(5);
        settler.settle();
        assertThat(ledger.get(Plans.key(1)).status().state()).isEqualTo(AttemptState.NODE_FAILED);
        assertThat(ledger.get(Plans.key(2)).status().state()).isEqualTo(AttemptState.NODE_FAILED);

        launch();
        assertThat(ledger.get(Plans.key(3)).status().jobId()).contains("102_1");
        assertThat(ledger.get(Plans.key(4)).status().jobId()).contains("101_2");
    }

    @Test
    void aJobThatRanAndWasCancelledIsLostAndOneThatWaitedIsCancelled() throws Exception {
        queue.jobs.put(token + ".1", ended(AttemptState.TERMINATED, "n1"));
        queue.jobs.put(token + ".2", ended(AttemptState.TERMINATED, null));

        poller.poll();
        time.passSeconds(5);
        settler.settle();

        assertThat(waiting()).containsExactly(Plans.key(1), Plans.key(2), Plans.key(3));
        assertThat(ledger.get(Plans.key(4)).status().reason()).contains("cancelled outside Neronet");
    }

    @Test
    void whatIsToEndAnywayDoesNotWaitAgain() throws Exception {
        askForTheEnd(1);
        queue.jobs.put(token + ".1", ended(AttemptState.NODE_FAILED, "n1"));

        poller.poll();

        assertThat(waiting()).containsExactly(Plans.key(2), Plans.key(3));
    }

    @Test
    void jobsThatEndAgainAndAgainAreAnEnd() throws Exception {
        for (int job = 1; job <= LostJobs.MOST; job++) {
            var batch = ledger.get(Plans.key(1)).batch().orElseThrow();
            queue.jobs.put(batch + ".1", ended(AttemptState.TIMED_OUT, "n" + job));
            time.passSeconds(10);
            poller.poll();
            assertThat(waiting()).contains(Plans.key(1));
            launch();
        }
        var batch = ledger.get(Plans.key(1)).batch().orElseThrow();
        queue.jobs.put(batch + ".1", ended(AttemptState.TIMED_OUT, "n9"));
        time.passSeconds(10);
        poller.poll();

        time.passSeconds(5);
        settler.settle();

        assertThat(ledger.get(Plans.key(1)).status().state()).isEqualTo(AttemptState.TIMED_OUT);
    }

    @Test
    void aClaimThatCannotBeTakenIsNoProof() throws Exception {
        Files.createDirectory(ledger.get(Plans.key(1)).folder().claim());
        queue.jobs.put(token + ".1", ended(AttemptState.NODE_FAILED, "n1"));

        poller.poll();

        assertThat(waiting()).containsExactly(Plans.key(2), Plans.key(3));
    }

    private JobReport ended(AttemptState state, String node) {
        var report = FakeQueue.report(Phase.ENDED, state, null);
        return new JobReport(
                report.phase(),
                report.end(),
                report.jobId(),
                Optional.ofNullable(node),
                report.exitCode(),
                report.signal(),
                report.words());
    }

    private Path orders() {
        return PackFiles.orders(new Workdir(workdir).batch(token));
    }

    private JobRef job(int number) {
        return new JobRef(token, number, Optional.of("101_" + number));
    }

    private List<String> ids() {
        return ledger.live().stream().map(a -> a.status().jobId().orElseThrow()).toList();
    }

    private List<AttemptKey> waiting() {
        return ledger.live().stream()
                .filter(a -> a.batch().isEmpty())
                .map(Attempt::key)
                .toList();
    }

    private List<Attempt> doomed() {
        return ledger.live().stream().filter(a -> a.status().terminationAsked()).toList();
    }

    private void claimed(long id) throws Exception {
        Files.writeString(ledger.get(Plans.key(id)).folder().claim(), "job=101_1 restart=0\n");
    }

    private void started(long id) throws Exception {
        claimed(id);
        ledger.happened(new Started(Plans.key(id), Plans.NOW, "n1", Optional.of("101_1")));
    }

    private void askForTheEnd(long... ids) {
        LongStream.of(ids).forEach(id -> ledger.happened(new TerminationAsked(Plans.key(id), Plans.NOW)));
    }
}
