package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.warden.JobRef;

class CancellerTest {
    private static final String TOKEN = "00000000000000aa";

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Canceller canceller = new Canceller(ledger, queue, time);

    @TempDir
    Path workdir;

    @Test
    void whatWaitsInMumsOwnQueueEndsAtOnceWithoutACall() throws Exception {
        ledger.submit(Plans.plan(1), workdir);
        askForTheEnd(1);

        canceller.cancel(ledger.live());

        assertThat(queue.cancelled).isEmpty();
        assertTerminatedBeforeItStarted(1);
    }

    @Test
    void whatWasSentButNotStartedLosesItsClaimAndItsJob() throws Exception {
        var key = sent(1);
        askForTheEnd(1);

        canceller.cancel(ledger.live());

        assertThat(ledger.get(key).folder().claim()).hasContent("mum");
        assertThat(queue.cancelled).containsExactly(List.of(new JobRef(TOKEN, 1, Optional.empty())));
        assertTerminatedBeforeItStarted(1);
    }

    @Test
    void theClaimIsTakenBeforeTheSchedulerIsAsked() throws Exception {
        var key = sent(1);
        askForTheEnd(1);
        queue.complaint = Optional.of("slurmctld does not answer");

        canceller.cancel(ledger.live());

        assertThat(ledger.get(key).folder().claim()).exists();
        assertTerminatedBeforeItStarted(1);
    }

    @Test
    void whatAJobHasClaimedIsCancelledAndLivesUntilItEnds() throws Exception {
        var key = sent(1);
        Files.writeString(ledger.get(key).folder().claim(), "job=7_1\n");
        askForTheEnd(1);

        canceller.cancel(ledger.live());

        assertThat(queue.cancelled).hasSize(1);
        assertThat(ledger.get(key).isLive()).isTrue();
    }

    @Test
    void whatRunsIsNeverSaidNotToHaveStartedThoughItsFolderIsGone() throws Exception {
        var key = sent(1);
        ledger.happened(new Started(key, Plans.NOW, "n1", Optional.empty()));
        Files.delete(ledger.get(key).folder().root());
        askForTheEnd(1);

        canceller.cancel(ledger.live());

        assertThat(queue.cancelled).hasSize(1);
        assertThat(ledger.get(key).isLive()).isTrue();
    }

    @Test
    void aClaimThatCannotBeTakenDoesNotKeepTheJobAlive() throws Exception {
        var key = sent(1);
        Files.createDirectory(ledger.get(key).folder().claim());
        askForTheEnd(1);

        canceller.cancel(ledger.live());

        assertThat(queue.cancelled).hasSize(1);
        assertThat(ledger.get(key).isLive()).isTrue();
    }

    @Test
    void aRunningJobIsCancelledAgainEveryFifteenSeconds() throws Exception {
        ledger.happened(new Started(sent(1), Plans.NOW, "n1", Optional.empty()));
        askForTheEnd(1);

        canceller.cancel(ledger.live());
        time.passSeconds(14);
        canceller.cancel(ledger.live());
        assertThat(queue.cancelled).hasSize(1);

        time.passSeconds(1);
        canceller.cancel(ledger.live());
        assertThat(queue.cancelled).hasSize(2);
    }

    @Test
    void whatCannotBeCancelledForAnHourLivesAndIsCancelledOnAndOn() throws Exception {
        ledger.happened(new Started(sent(1), Plans.NOW, "n1", Optional.empty()));
        askForTheEnd(1);
        queue.complaint = Optional.of("scancel: Unable to contact slurm controller");

        for (int i = 0; i < 240; i++) {
            canceller.cancel(ledger.live());
            time.passSeconds(15);
        }

        assertThat(queue.cancelled).hasSize(240);
        assertThat(ledger.get(Plans.key(1)).isLive()).isTrue();
    }

    @Test
    void aClockThatIsSetBackADayDoesNotStopTheCancelling() throws Exception {
        ledger.happened(new Started(sent(1), Plans.NOW, "n1", Optional.empty()));
        askForTheEnd(1);
        canceller.cancel(ledger.live());
        time.pass(java.time.Duration.ofDays(-1));
        canceller.cancel(ledger.live());
        time.passSeconds(30);
        canceller.cancel(ledger.live());

        assertThat(queue.cancelled).hasSize(2);
    }

    private void assertTerminatedBeforeItStarted(long id) {
        var status = ledger.get(Plans.key(id)).status();
        assertThat(status.state()).isEqualTo(AttemptState.TERMINATED);
        assertThat(status.reason()).contains("terminated by the user before it started");
    }

    private AttemptKey sent(long id) throws Exception {
        var attempt = ledger.submit(Plans.plan(id), workdir);
        Files.createDirectories(attempt.folder().root());
        ledger.append(List.of(new Entry.Sending(TOKEN, "batch", List.of(attempt.key()))))
                .join();
        return attempt.key();
    }

    private void askForTheEnd(long id) {
        ledger.happened(new TerminationAsked(Plans.key(id), Plans.NOW));
    }
}
