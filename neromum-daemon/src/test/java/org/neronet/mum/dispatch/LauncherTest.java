package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.warden.Batch;
import org.neronet.mum.warden.Launch;

class LauncherTest {
    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final List<Batch> laidOut = new ArrayList<>();
    private Layout layout = (batch, attempts) -> laidOut.add(batch);

    @TempDir
    Path workdir;

    @Test
    void theIntentIsDurableBeforeTheSchedulerIsCalled() throws Exception {
        submit(1);
        queue.onLaunch = batch -> {
            assertThat(ledger.batch(batch.token())).containsExactly(Plans.key(1));
            assertThat(laidOut).containsExactly(batch);
        };

        launch();

        assertThat(queue.launched).hasSize(1);
        assertThat(ledger.kept().get(2)).isInstanceOf(Entry.Sending.class);
        var attempt = ledger.get(Plans.key(1));
        assertThat(attempt.batch()).contains(queue.launched.get(0).token());
        assertThat(attempt.status().state()).isEqualTo(AttemptState.QUEUED);
        assertThat(attempt.status().jobId()).contains("101_1");
    }

    @Test
    void whatTheQueuePassesOverIsAWarning() throws Exception {
        queue.passedOver = List.of("sbatch_args are for Slurm");
        submit(1);

        launch();

        assertThat(ledger.get(Plans.key(1)).status().warnings()).containsExactly("sbatch_args are for Slurm");
    }

    @Test
    void withoutADurableIntentTheSchedulerIsNotCalled() {
        submit(1);
        ledger.refuse("disk full");

        assertThatThrownBy(this::launch).isInstanceOf(CompletionException.class);

        assertThat(queue.launched).isEmpty();
        assertThat(ledger.get(Plans.key(1)).batch()).isEmpty();
    }

    @Test
    void whatIsAlikeGoesTogetherInOrderOfSubmission() throws Exception {
        var big = new Resources(8, 1, Optional.empty(), Optional.empty());
        var otherHome = new AttemptKey("f".repeat(32), 5, 1);
        submit(1);
        ledger.submit(Plans.plan(Plans.key(2), big, List.of(), List.of()), workdir);
        submit(3);
        ledger.submit(Plans.plan(Plans.key(4), Resources.DEFAULT, List.of("--qos=long"), List.of()), workdir);
        ledger.submit(Plans.plan(otherHome, Resources.DEFAULT, List.of(), List.of()), workdir);
        ledger.submit(Plans.plan(Plans.key(6), Resources.DEFAULT, List.of(), List.of("module load x")), workdir);

        launch();

        assertThat(queue.launched)
                .extracting(Batch::attempts)
                .containsExactly(
                        List.of(Plans.key(1), Plans.key(3)),
                        List.of(Plans.key(2)),
                        List.of(Plans.key(4)),
                        List.of(otherHome),
                        List.of(Plans.key(6)));
        assertThat(ledger.get(Plans.key(3)).line()).isEqualTo(2);
        assertThat(ledger.get(Plans.key(3)).status().jobId()).contains("101_2");
    }

    @Test
    void higherPrioritiesGoFirstAndEqualOnesInOrderOfSubmission() throws Exception {
        var big = new Resources(8, 1, Optional.empty(), Optional.empty());
        submit(1);
        submit(2, -5);
        ledger.submit(Plans.with(Plans.plan(Plans.key(3), big, List.of(), List.of()), "priority", 10), workdir);
        submit(4, 100);
        submit(5);
        submit(6, 100);
        submit(7, 10);

        launch();

        assertThat(queue.launched)
                .extracting(Batch::attempts)
                .containsExactly(
                        List.of(Plans.key(4), Plans.key(6)),
                        List.of(Plans.key(3)),
                        List.of(Plans.key(7)),
                        List.of(Plans.key(1), Plans.key(5)),
                        List.of(Plans.key(2)));
    }

    @Test
    void whatComesLaterWithAHigherPriorityPassesWhatWaits() throws Exception {
        submit(1);
        submit(2);
        queue.room = 0;
        launch();
        submit(3, 1);
        queue.room = 1;

        launch();

        assertThat(queue.launched)
                .extracting(Batch::attempts)
                .containsExactly(List.of(Plans.key(3)), List.of(Plans.key(1)), List.of(Plans.key(2)));
    }

    @Test
    void attemptsOfDifferentWorkdirsGoToBatchesOfTheirOwn() throws Exception {
        submit(1);
        ledger.submit(Plans.plan(2), workdir.resolve("other"));

        launch();

        assertThat(queue.launched)
                .extracting(b -> b.folder().getParent())
                .containsExactly(
                        workdir.resolve("batch"), workdir.resolve("other").resolve("batch"));
    }

    @Test
    void aBatchIsNoBiggerThanTheRoom() throws Exception {
        submit(1);
        submit(2);
        submit(3);
        queue.room = 2;

        launch();

        assertThat(queue.launched).extracting(b -> b.attempts().size()).containsExactly(2, 1);
    }

    @Test
    void withoutRoomNothingIsSentAndMumsOwnQueueHasIt() throws Exception {
        submit(1);
        queue.room = 0;

        launch();
        launch();

        assertThat(queue.launched).isEmpty();
        assertThat(ledger.get(Plans.key(1)).status().state()).isEqualTo(AttemptState.QUEUED);
        assertThat(ledger.events(Queued.class)).hasSize(1);
    }

    @Test
    void whatIsInDoubtIsNotSaidToBeInMumsQueue() throws Exception {
        submit(1);
        queue.answers.add(new Launch.Unknown("Socket timed out"));
        launch();
        queue.room = 0;

        launch();

        assertThat(ledger.events(Queued.class)).isEmpty();
    }

    @Test
    void aDirectQueueGivesNoJobIds() throws Exception {
        submit(1);
        queue.answers.add(new Launch.Accepted(Optional.empty()));

        launch();

        assertThat(ledger.get(Plans.key(1)).status().state()).isEqualTo(AttemptState.QUEUED);
        assertThat(ledger.get(Plans.key(1)).status().jobId()).isEmpty();
    }

    @Test
    void aRefusalEndsTheAttemptsInTheSchedulersWords() throws Exception {
        submit(1);
        submit(2);
        queue.answers.add(new Launch.Refused("Invalid account"));

        launch();

        assertThat(ledger.live()).isEmpty();
        var status = ledger.get(Plans.key(2)).status();
        assertThat(status.state()).isEqualTo(AttemptState.SUBMIT_FAILED);
        assertThat(status.reason()).contains("Invalid account");
    }

    @Test
    void anUnknownOutcomeIsRememberedAndNothingIsSentTwice() throws Exception {
        submit(1);
        queue.answers.add(new Launch.Unknown("Socket timed out"));

        launch();

        var attempt = ledger.get(Plans.key(1));
        assertThat(attempt.isLive()).isTrue();
        assertThat(attempt.batch()).isPresent();
        assertThat(attempt.status().reason()).contains("looking whether the scheduler took it: Socket timed out");
    }

    @Test
    void whatALimitRefusedIsKeptAndSaysWhy() throws Exception {
        submit(1);
        queue.answers.add(new Launch.Full("QOSMaxSubmitJobPerUserLimit"));

        launch();

        var attempt = ledger.get(Plans.key(1));
        assertThat(attempt.isLive()).isTrue();
        assertThat(attempt.status().reason())
                .contains("waiting for room, a limit on the number of jobs is reached: QOSMaxSubmitJobPerUserLimit");
        launcher().launchWaiting(List.of(attempt));
        assertThat(ledger.get(Plans.key(1)).status().jobId()).contains("102_1");
    }

    @Test
    void aFolderThatCannotBeMadeEndsTheAttemptsWithoutACall() throws Exception {
        submit(1);
        layout = (batch, attempts) -> {
            throw new IOException("disk full");
        };

        launch();

        assertThat(queue.launched).isEmpty();
        var status = ledger.get(Plans.key(1)).status();
        assertThat(status.state()).isEqualTo(AttemptState.SUBMIT_FAILED);
        assertThat(status.reason()).contains("its folder could not be made: disk full");
    }

    @Test
    void aMumThatLeavesWhileSheMakesAFolderEndsNothing() {
        submit(1);
        layout = (batch, attempts) -> {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        };

        assertThatThrownBy(this::launch).isInstanceOf(InterruptedException.class);

        var attempt = ledger.get(Plans.key(1));
        assertThat(attempt.isLive()).isTrue();
        assertThat(attempt.batch()).isEmpty();
        assertThat(queue.launched).isEmpty();
    }

    @Test
    void aRefusedSecondSendingEndsOnlyWhatNoJobOfTheFirstRuns() throws Exception {
        submit(1);
        submit(2);
        queue.answers.add(new Launch.Unknown("Socket timed out"));
        launch();
        ledger.live().forEach(LauncherTest::makeFolder);
        Files.writeString(ledger.get(Plans.key(1)).folder().claim(), "job=77_1 restart=0");
        queue.answers.add(new Launch.Refused("QOSMaxSubmitJobPerUserLimit"));

        launcher().send(ledger.live(), org.neronet.common.batch.Packing.NONE);

        assertThat(ledger.get(Plans.key(1)).isLive()).isTrue();
        assertThat(ledger.get(Plans.key(2)).status().state()).isEqualTo(AttemptState.SUBMIT_FAILED);
        assertThat(ledger.get(Plans.key(2)).folder().claim()).hasContent("mum");
    }

    @Test
    void aSecondSendingThatCannotBeLaidOutLeavesAClaimItCannotTakeAlone() throws Exception {
        submit(1);
        queue.answers.add(new Launch.Unknown("Socket timed out"));
        launch();
        makeFolder(ledger.get(Plans.key(1)));
        Files.createDirectory(ledger.get(Plans.key(1)).folder().claim());
        layout = (batch, attempts) -> {
            throw new IOException("stale file handle");
        };

        launcher().send(ledger.live(), org.neronet.common.batch.Packing.NONE);

        assertThat(ledger.get(Plans.key(1)).isLive()).isTrue();
    }

    @Test
    void noMoreAreSentThanTheUserWantsThereAtOnce() throws Exception {
        queue.most = 2;
        submit(1);
        submit(2);
        submit(3);
        launch();
        assertThat(queue.launched).extracting(b -> b.attempts().size()).containsExactly(2);

        submit(4, 5);
        launchWaiting();
        assertThat(queue.launched).hasSize(1);
        assertThat(ledger.get(Plans.key(3)).status().state()).isEqualTo(AttemptState.QUEUED);

        ledger.happened(
                new Ended(Plans.key(1), Plans.NOW, AttemptState.FINISHED, Optional.of(0), "exit 0", "exit file"));
        launchWaiting();
        assertThat(queue.launched).hasSize(2);
        assertThat(queue.launched.get(1).attempts()).containsExactly(Plans.key(4));
    }

    @Test
    void whatIsSentAgainHasItsPlaceAlready() throws Exception {
        queue.most = 1;
        submit(1);
        queue.answers.add(new Launch.Unknown("Socket timed out"));
        launch();

        launch();

        assertThat(queue.launched).hasSize(2);
    }

    private void launchWaiting() throws InterruptedException {
        launcher()
                .launchWaiting(
                        ledger.live().stream().filter(a -> a.batch().isEmpty()).toList());
    }

    private static void makeFolder(Attempt attempt) {
        assertThat(attempt.folder().root().toFile().mkdirs()).isTrue();
    }

    private void submit(long id) {
        submit(id, 0);
    }

    private void submit(long id, int priority) {
        ledger.submit(Plans.with(Plans.plan(id), "priority", priority), workdir);
    }

    private void launch() throws InterruptedException {
        launcher().launchWaiting(ledger.live());
    }

    private Launcher launcher() {
        return new Launcher(ledger, queue, layout, new SettableTime());
    }
}
