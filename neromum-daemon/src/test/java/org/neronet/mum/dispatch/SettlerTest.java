package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.EventJson;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.warden.JobReport.Phase;

class SettlerTest {
    private static final AttemptKey KEY = Plans.key(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final SettableTime time = new SettableTime();
    private final List<String> reads = new ArrayList<>();
    private Optional<RuntimeException> unreadable = Optional.empty();
    private final Settler settler = new Settler(ledger, time, Duration.ofSeconds(60), this::read);
    private Attempt attempt;

    @TempDir
    Path workdir;

    @BeforeEach
    void submit() throws IOException {
        attempt = ledger.submit(Plans.plan(1), workdir);
        Files.createDirectories(attempt.folder().root());
    }

    @Test
    void anEndIsRecordedOnceHoweverOftenItIsTold() {
        settler.exited(KEY, exit(0), false);
        settler.exited(KEY, exit(3), true);
        settler.settle();
        settler.exited(KEY, exit(3), false);
        settler.settle();
        settler.settle();

        assertThat(ledger.events(Ended.class)).extracting(Ended::state).containsExactly(AttemptState.FINISHED);
        assertThat(attempt.folder().settled()).hasContent("finished");
    }

    @Test
    void aProgramThatEndedBeforeItsStartWasSeenHasStartedToo() throws IOException {
        Files.writeString(attempt.folder().start(), "host=n7\ntime=1700000000\n");

        settler.exited(KEY, exit(0), true);
        settler.settle();

        var status = ledger.find(KEY).orElseThrow().status();
        assertThat(status.node()).contains("n7");
        assertThat(status.startedAt()).contains(java.time.Instant.ofEpochSecond(1_700_000_000));
        assertThat(status.state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void aKidThatDiedAfterItStoppedTheProgramLeftANote() throws IOException {
        var fired = new RuleFired(KEY, Plans.NOW, "nan", "stop", "loss NaN at 3");
        Files.writeString(attempt.folder().stopping(), EventJson.write(fired) + "\n");

        settler.exited(KEY, exit(143), false);
        settler.settle();

        assertThat(ledger.events(RuleFired.class)).containsExactly(fired);
        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.STOPPED);
    }

    @Test
    void notesOfTheNodeBecomeWarningsBeforeTheEnd() throws IOException {
        Files.writeString(attempt.folder().notes(), "python3 was run\n");

        settler.exited(KEY, exit(0), true);
        settler.settle();

        assertThat(ledger.find(KEY).orElseThrow().status().warnings()).containsExactly("python3 was run");
        assertThat(ledger.find(KEY).orElseThrow().isLive()).isFalse();
    }

    @Test
    void aProgramThatTheNodeHadNoRoomForFailsWithTheNodesReason() throws IOException {
        Files.writeString(attempt.folder().refused(), "only 3.2 GB free in /scratch, min_disk is 20 GB\nmore\n");

        settler.exited(KEY, exit(75), true);
        settler.settle();

        assertThat(ledger.events(Ended.class)).singleElement().satisfies(ended -> {
            assertThat(ended.state()).isEqualTo(AttemptState.FAILED);
            assertThat(ended.reason()).isEqualTo("only 3.2 GB free in /scratch, min_disk is 20 GB");
            assertThat(ended.exitCode()).isEmpty();
        });
    }

    @Test
    void theEndIsTakenLeaveOfOnce() {
        var gone = new ArrayList<AttemptKey>();
        settler.onEnd(ended -> gone.add(ended.key()));

        settler.exited(KEY, exit(0), true);
        settler.settle();
        settler.settle();

        assertThat(gone).containsExactly(KEY);
    }

    @Test
    void outputThatNoKidDeliveredIsReadBeforeTheEnd() {
        settler.exited(KEY, exit(0), false);
        settler.settle();

        assertThat(reads).containsExactly("read while live");
        assertThat(state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void whatTheKidDeliveredIsNotReadAgain() {
        settler.exited(KEY, exit(0), true);
        settler.settle();

        assertThat(reads).isEmpty();
        assertThat(state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void outputThatCannotBeReadNowDelaysTheEnd() {
        unreadable = Optional.of(new UncheckedIOException(new IOException("stale file handle")));
        settler.exited(KEY, exit(0), false);
        settler.settle();
        assertThat(state()).isEqualTo(AttemptState.SUBMITTED);

        unreadable = Optional.empty();
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.FINISHED);
        assertThat(ledger.get(KEY).status().warnings()).isEmpty();
    }

    @Test
    void outputThatCanNeverBeReadDoesNotDelayTheEndForEver() {
        unreadable = Optional.of(new UncheckedIOException(new IOException("permission denied")));
        settler.exited(KEY, exit(0), false);
        settler.settle();
        time.passSeconds(180);
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.FINISHED);
        assertThat(ledger.get(KEY).status().warnings())
                .containsExactly("its output could not be read to the end: permission denied");
    }

    @Test
    void anEndThatTheDiskRefusesIsRecordedLater() {
        settler.exited(KEY, exit(0), true);
        ledger.refuse("disk full");
        settler.settle();
        assertThat(state()).isEqualTo(AttemptState.SUBMITTED);
        assertThat(attempt.folder().settled()).doesNotExist();

        ledger.accept();
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.FINISHED);
        assertThat(attempt.folder().settled()).exists();
    }

    @Test
    void aFailureOfOneDoesNotHinderOthers() {
        ledger.submit(Plans.plan(2), workdir);
        unreadable = Optional.of(new UncheckedIOException(new IOException("stale file handle")));
        settler.exited(KEY, exit(0), false);
        settler.exited(Plans.key(2), exit(0), true);

        settler.settle();

        assertThat(ledger.get(Plans.key(2)).isLive()).isFalse();
        assertThat(attempt.folder().settled()).doesNotExist();
    }

    @Test
    void aFolderThatTheUserDeletedDoesNotHinderTheEnd() throws Exception {
        Files.delete(attempt.folder().root());
        settler.exited(KEY, exit(0), true);
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void aLateExitFileIsBetterThanTheSchedulersWord() throws Exception {
        settler.report(KEY, FakeQueue.report(Phase.ENDED, AttemptState.FAILED, "7_1"));
        settler.settle();
        assertThat(state()).isEqualTo(AttemptState.SUBMITTED);

        Files.writeString(attempt.folder().exit(), "code=3\ntime=1700000000\n");
        settler.settle();

        assertThat(ledger.get(KEY).status().reason()).contains("exit 3");
        assertThat(reads).hasSize(1);
    }

    @Test
    void theSchedulersWordIsTakenWhenPatienceIsOver() {
        settler.report(KEY, FakeQueue.report(Phase.ENDED, AttemptState.NODE_FAILED, "7_1"));
        settler.settle();
        time.passSeconds(60);
        settler.report(KEY, FakeQueue.report(Phase.ENDED, AttemptState.NODE_FAILED, "7_1"));
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.NODE_FAILED);
    }

    @Test
    void aSignalWaitsForTheSchedulerWhoExplainsIt() {
        settler.exited(KEY, exit(143), true);
        settler.settle();
        assertThat(settler.waitsForScheduler(KEY)).isTrue();
        assertThat(state()).isEqualTo(AttemptState.SUBMITTED);

        settler.report(KEY, FakeQueue.report(Phase.ENDED, AttemptState.TIMED_OUT, "7_1"));
        assertThat(settler.waitsForScheduler(KEY)).isFalse();
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.TIMED_OUT);
        assertThat(ledger.get(KEY).status().exitCode()).contains(143);
    }

    @Test
    void aClockThatIsSetBackADayDoesNotMakePatienceLonger() {
        settler.exited(KEY, exit(143), true);
        settler.settle();
        time.pass(java.time.Duration.ofDays(-1));
        settler.settle();
        time.passSeconds(3600);
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.FAILED);
    }

    @Test
    void aJobThatFoundTheClaimTakenSaysNothingOfTheOneThatRuns() throws Exception {
        Files.writeString(attempt.folder().claim(), "job=101_1 restart=0\n");
        settler.report(KEY, FakeQueue.report(Phase.ENDED, AttemptState.FINISHED, "102_1"));
        time.passSeconds(3600);
        settler.settle();
        assertThat(state()).isEqualTo(AttemptState.SUBMITTED);

        Files.writeString(attempt.folder().exit(), "code=0\n");
        settler.report(KEY, FakeQueue.report(Phase.ENDED, AttemptState.FINISHED, "102_1"));
        settler.settle();

        assertThat(state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void evidenceWakesWhoeverSettles() {
        var calls = new AtomicInteger();
        settler.onEvidence(calls::incrementAndGet);

        settler.exited(KEY, exit(0), true);
        settler.report(KEY, FakeQueue.report(Phase.ENDED, AttemptState.FINISHED, null));

        assertThat(calls).hasValue(2);
    }

    @Test
    void theFarewellIsSaidOnceWhenTheEndIsRecorded() {
        var gone = new ArrayList<AttemptState>();
        settler.onEnd(ended -> gone.add(ledger.get(ended.key()).status().state()));

        settler.exited(KEY, exit(0), true);
        settler.settle();
        settler.exited(KEY, exit(0), true);
        settler.settle();

        assertThat(gone).containsExactly(AttemptState.FINISHED);
    }

    @Test
    void evidenceOfAnAttemptNobodyKnowsIsDropped() {
        settler.exited(Plans.key(99), exit(0), true);
        settler.settle();

        assertThat(settler.waitsForScheduler(Plans.key(99))).isFalse();
        assertThat(ledger.events(Ended.class)).isEmpty();
    }

    private void read(Attempt read) {
        unreadable.ifPresent(e -> {
            throw e;
        });
        reads.add(ledger.get(read.key()).isLive() ? "read while live" : "read after the end");
    }

    private AttemptState state() {
        return ledger.get(KEY).status().state();
    }

    private static ParentFile exit(int code) {
        return ParentFile.parse("code=" + code + "\ntime=1700000000\nsignalled=\n");
    }
}
