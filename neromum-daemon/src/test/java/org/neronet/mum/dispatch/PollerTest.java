package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.HoldAsked;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;
import org.neronet.mum.warden.Recall;

class PollerTest {
    private static final String TOKEN = "00000000000000aa";
    private static final AttemptKey KEY = Plans.key(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Set<AttemptKey> withKid = new HashSet<>();
    private final Settler settler = new Settler(ledger, time, Duration.ofSeconds(5), attempt -> {});
    private final Poller poller = new Poller(ledger, queue, settler, withKid::contains, time);

    @TempDir
    Path workdir;

    @Test
    void nothingToLearnMeansNoQuestion() throws Exception {
        ledger.submit(Plans.plan(2), workdir);
        sent();
        withKid.add(KEY);

        poller.poll();

        assertThat(queue.listed).isEmpty();
    }

    @Test
    void aJobThatTheSchedulerKnowsByItsTokenIsAdopted() throws Exception {
        sent();
        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.PENDING, null, "55_1"));

        assertThat(poller.poll()).isEmpty();

        assertThat(ledger.get(KEY).status().jobId()).contains("55_1");
        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.QUEUED);
    }

    @Test
    void aDirectJobWithoutANumberIsAdoptedToo() throws Exception {
        sent();
        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.PENDING, null, null));

        poller.poll();

        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.QUEUED);
    }

    @Test
    void whyItWaitsIsWrittenDownWhenItChangesAndNotTooOften() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        var soon = Plans.NOW.plusSeconds(600);

        waits("Priority", Optional.of(soon));
        pollAt(0);
        assertThat(ledger.get(KEY).status().reason()).contains("Priority");
        assertThat(ledger.get(KEY).status().expectedAt()).contains(soon);

        waits("Resources", Optional.of(soon));
        pollAt(10);
        assertThat(ledger.get(KEY).status().reason()).contains("Priority");
        pollAt(50);
        assertThat(ledger.get(KEY).status().reason()).contains("Resources");

        int before = ledger.kept().size();
        waits("Resources", Optional.of(soon.plusSeconds(299)));
        pollAt(60);
        assertThat(ledger.kept()).hasSize(before);
        waits("Resources", Optional.empty());
        pollAt(10);
        assertThat(ledger.get(KEY).status().expectedAt()).isEmpty();

        ledger.happened(new HoldAsked(KEY, Plans.NOW));
        waits("JobHeldUser", Optional.empty());
        pollAt(60);
        assertThat(ledger.get(KEY).status().reason()).contains("held");
    }

    private void waits(String reason, Optional<Instant> expectedAt) {
        queue.jobs.put(
                TOKEN + ".1",
                new JobReport(
                        Phase.PENDING,
                        Optional.empty(),
                        Optional.of("55_1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "squeue: PENDING",
                        Optional.of(new JobReport.Wait(reason, expectedAt))));
    }

    @Test
    void questionsKeepTheirPace() throws Exception {
        sent();

        poller.poll();
        time.passSeconds(9);
        poller.poll();
        assertThat(queue.listed).hasSize(1);

        time.passSeconds(1);
        poller.poll();
        assertThat(queue.listed).hasSize(2);
    }

    @Test
    void noAnswerBacksOffToFiveMinutesAndTheNextAnswerEndsThat() throws Exception {
        sent();
        queue.silent = true;
        poller.poll();
        for (int seconds : List.of(20, 40, 60, 60)) {
            assertNextQuestionAfter(seconds);
        }

        queue.silent = false;
        assertNextQuestionAfter(60);
        assertNextQuestionAfter(10);
    }

    @Test
    void aClockThatIsSetBackADayDoesNotStopTheQuestions() throws Exception {
        sent();
        poller.poll();
        time.pass(Duration.ofDays(-1));

        pollAt(0);
        pollAt(20);

        assertThat(queue.listed).hasSize(2);
    }

    @Test
    void twoCleanMissesFarEnoughApartSendItAgain() throws Exception {
        sent();

        assertThat(pollAt(0)).isEmpty();
        assertThat(pollAt(20)).isEmpty();
        assertThat(pollAt(10)).isEmpty();
        assertThat(pollAt(20)).isEmpty();
        assertThat(pollAt(10)).extracting(Attempt::key).containsExactly(KEY);
    }

    @Test
    void howFarApartIsTheQueuesOwn() throws Exception {
        sent();

        assertThat(pollAt(0)).isEmpty();
        assertThat(pollAt(26)).isEmpty();
        assertThat(pollAt(26)).extracting(Attempt::key).containsExactly(KEY);
    }

    @Test
    void afterItWasSentAgainTheCountingBeginsAnew() throws Exception {
        sent();
        pollAt(0);
        pollAt(30);
        pollAt(30);

        assertThat(pollAt(30)).isEmpty();
        assertThat(pollAt(30)).isEmpty();
        assertThat(pollAt(30)).hasSize(1);
    }

    @Test
    void noAnswerIsNoMiss() throws Exception {
        sent();
        pollAt(0);
        queue.silent = true;

        for (int i = 0; i < 10; i++) {
            assertThat(pollAt(300)).isEmpty();
        }
        queue.silent = false;
        assertThat(pollAt(300)).isEmpty();
    }

    @Test
    void aMissThatASightFollowsIsForgotten() throws Exception {
        sent();
        pollAt(0);
        pollAt(30);
        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.PENDING, null, null));
        pollAt(30);
        queue.jobs.clear();

        assertThat(pollAt(30)).isEmpty();
        assertThat(pollAt(30)).isEmpty();
    }

    @Test
    void aTakenClaimIsNoMiss() throws Exception {
        sent();
        Files.writeString(ledger.get(KEY).folder().claim(), "job=9_1\n");

        assertNeverSentAgain();
    }

    @Test
    void aClaimThatCannotBeReadIsNoMiss() throws Exception {
        sent();
        Files.createDirectory(ledger.get(KEY).folder().claim());

        assertNeverSentAgain();
    }

    @Test
    void absenceIsNoEvidenceAgainstAKnownJob() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));

        assertNeverSentAgain();
    }

    @Test
    void aKnownJobThatTheSchedulerForgotIsSentAgainWithoutItsNumber() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.FORGOTTEN;

        assertThat(pollAt(0)).isEmpty();
        assertThat(pollAt(30)).isEmpty();
        assertThat(ledger.get(KEY).status().jobId()).contains("55_1");
        assertThat(pollAt(30)).extracting(Attempt::key).containsExactly(KEY);

        assertThat(ledger.get(KEY).status().jobId()).isEmpty();
        assertThat(ledger.get(KEY).status().reason()).hasValue("the scheduler forgot its job 55_1; it is sent again");
    }

    @Test
    void aForgottenJobWhoseClaimSaysThatItStartedIsNotSentAgain() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.FORGOTTEN;
        Files.writeString(ledger.get(KEY).folder().claim(), "job=55_1\n");

        assertNeverSentAgain();
        assertThat(ledger.get(KEY).status().jobId()).contains("55_1");
    }

    @Test
    void aForgottenJobWhoseNewsTheDiskRefusesIsAskedForAgain() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.FORGOTTEN;
        pollAt(0);
        pollAt(30);
        ledger.refuse("disk full");
        assertThatThrownBy(() -> pollAt(30)).isInstanceOf(CompletionException.class);
        assertThat(ledger.get(KEY).status().jobId()).contains("55_1");

        ledger.accept();

        assertThat(pollAt(30)).extracting(Attempt::key).containsExactly(KEY);
    }

    @Test
    void aMissInAnAnswerThatDoesNotRememberDoesNotCount() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.FORGOTTEN;
        pollAt(0);
        pollAt(30);
        queue.recall = Recall.SILENT;
        assertThat(pollAt(300)).isEmpty();
        queue.recall = Recall.FORGOTTEN;

        assertThat(pollAt(30)).hasSize(1);
    }

    @Test
    void aGoneJobThatNobodyCanTellOfIsLostAndNeverStarts() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.GONE;

        assertThat(pollAt(0)).isEmpty();
        assertThat(pollAt(30)).isEmpty();
        assertThat(pollAt(30)).isEmpty();
        time.passSeconds(5);
        settler.settle();

        var status = ledger.get(KEY).status();
        assertThat(status.state()).isEqualTo(AttemptState.LOST);
        assertThat(status.reason().orElseThrow()).contains("neroman resubmit 1");
        assertThat(status.evidence()).contains("the scheduler does not know its job 55_1; no claim, no exit file");
        assertThat(ledger.get(KEY).folder().claim()).hasContent("mum");
    }

    @Test
    void aGoneJobWhoseClaimCameMeanwhileIsNotLost() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.GONE;
        pollAt(0);
        pollAt(30);
        Files.writeString(ledger.get(KEY).folder().claim(), "job=55_1\n");
        queue.listed.clear();

        assertNeverSentAgain();
        settler.settle();
        assertThat(ledger.get(KEY).isLive()).isTrue();
    }

    @Test
    void whatCompletesForAnHourHasNotEnded() throws Exception {
        sent();
        ledger.happened(new Started(KEY, Plans.NOW, "n1", Optional.of("55_1")));
        ledger.happened(new TerminationAsked(KEY, Plans.NOW));
        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.RUNNING, null, "55_1"));

        for (int i = 0; i < 360; i++) {
            pollAt(10);
            settler.settle();
        }
        assertThat(ledger.get(KEY).isLive()).isTrue();

        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.ENDED, AttemptState.TERMINATED, "55_1"));
        pollAt(10);
        time.passSeconds(5);
        settler.settle();
        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.TERMINATED);
    }

    @Test
    void aCutListIsNoMiss() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.LISTED;

        assertNeverSentAgain();
        settler.settle();
        assertThat(ledger.get(KEY).isLive()).isTrue();
    }

    @Test
    void whenItWasSeenLastIsTold() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.GONE;
        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.PENDING, null, "55_1"));
        pollAt(0);
        var seen = time.instant();
        queue.jobs.clear();
        for (int i = 0; i < 3; i++) {
            pollAt(30);
        }

        assertThat(queue.seen).isEqualTo(seen);
    }

    @Test
    void whatWasTakenJustNowCountsAsSeenAndWhatAnEarlierMumSentDoesNot() throws Exception {
        sent();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
        queue.recall = Recall.GONE;
        var taken = time.instant();
        for (int i = 0; i < 3; i++) {
            pollAt(30);
        }
        assertThat(queue.seen).isBetween(taken, taken.plusSeconds(30));

        Files.delete(ledger.get(KEY).folder().claim());
        var next = new Poller(ledger, queue, settler, withKid::contains, time);
        for (int i = 0; i < 3; i++) {
            time.passSeconds(30);
            next.poll();
        }
        assertThat(queue.seen).isEqualTo(Instant.MIN);
    }

    @Test
    void whatRunsIsNeverSentAgain() throws Exception {
        sent();
        ledger.happened(new Started(KEY, Plans.NOW, "n1", Optional.empty()));

        assertNeverSentAgain();
    }

    @Test
    void whatTheUserTerminatedIsNotSentAgain() throws Exception {
        sent();
        ledger.happened(new TerminationAsked(KEY, Plans.NOW));

        assertNeverSentAgain();
    }

    @Test
    void anEndIsToldToTheSettler() throws Exception {
        sent();
        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.ENDED, AttemptState.TIMED_OUT, "55_1"));
        poller.poll();

        time.passSeconds(5);
        settler.settle();

        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.TIMED_OUT);
    }

    @Test
    void theSchedulerIsAskedInSpiteOfAKidWhenItsWordIsMissing() throws Exception {
        sent();
        withKid.add(KEY);
        settler.exited(KEY, ParentFile.parse("code=143"), true);

        poller.poll();

        assertThat(queue.listed).hasSize(1);
    }

    @Test
    void whatNoNodeCouldLaunchWaitsForAnotherJob() throws Exception {
        sent();
        queue.jobs.put(TOKEN + ".1", cancelled("sacct: CANCELLED, exit code 0:0"));

        poller.poll();

        assertThat(ledger.get(KEY).batch()).isEmpty();
        assertThat(ledger.get(KEY).folder().claim()).doesNotExist();
        assertThat(ledger.get(KEY).status().warnings())
                .containsExactly("waits for another job, since no node launched it when that ended: 55_1, sacct:"
                        + " CANCELLED, exit code 0:0");
    }

    @Test
    void whatAUserCancelledOrWhatHadBegunDoesNot() throws Exception {
        sent();
        queue.jobs.put(TOKEN + ".1", cancelled("sacct: CANCELLED by 1000, exit code 0:0"));
        poller.poll();
        assertThat(ledger.get(KEY).batch()).isPresent();

        Files.writeString(ledger.get(KEY).folder().claim(), "job=55_1 restart=0\n");
        queue.jobs.put(TOKEN + ".1", cancelled("sacct: CANCELLED, exit code 0:0"));
        pollAt(60);
        assertThat(ledger.get(KEY).batch()).isPresent();
        time.passSeconds(5);
        settler.settle();
        assertThat(ledger.get(KEY).status().reason()).contains("cancelled outside Neronet");
    }

    private static JobReport cancelled(String words) {
        return new JobReport(
                Phase.ENDED,
                Optional.of(AttemptState.TERMINATED),
                Optional.of("55_1"),
                Optional.of("node1"),
                Optional.of(0),
                Optional.empty(),
                words);
    }

    private void assertNeverSentAgain() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            assertThat(pollAt(60)).isEmpty();
        }
        assertThat(queue.listed).hasSize(10);
        assertThat(ledger.get(KEY).isLive()).isTrue();
    }

    private void assertNextQuestionAfter(int seconds) throws InterruptedException {
        int before = queue.listed.size();
        time.passSeconds(seconds - 1);
        poller.poll();
        assertThat(queue.listed).as("asked before %d s", seconds).hasSize(before);
        time.passSeconds(1);
        poller.poll();
        assertThat(queue.listed).as("not asked after %d s", seconds).hasSize(before + 1);
    }

    private List<Attempt> pollAt(long secondsLater) throws InterruptedException {
        time.passSeconds(secondsLater);
        return poller.poll();
    }

    private void sent() throws Exception {
        var attempt = ledger.submit(Plans.plan(1), workdir);
        Files.createDirectories(attempt.folder().root());
        ledger.append(List.of(new Entry.Sending(TOKEN, "batch", List.of(KEY)))).join();
    }
}
