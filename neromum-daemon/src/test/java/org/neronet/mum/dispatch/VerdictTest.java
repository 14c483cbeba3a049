package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.event.AttemptStatus;
import org.neronet.common.event.Event.Ended;
import org.neronet.common.event.Event.RuleFired;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.ParentFile;
import org.neronet.mum.store.Plans;
import org.neronet.mum.warden.JobReport;
import org.neronet.mum.warden.JobReport.Phase;

class VerdictTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AttemptStatus RUNNING = AttemptStatus.DEFINED;
    private static final AttemptStatus ASKED = RUNNING.after(new TerminationAsked(Plans.key(1), Plans.NOW));

    @ParameterizedTest
    @CsvSource({"0", "143", "137", "3"})
    void whatARuleEndedIsStoppedAtOnceWhateverItsCode(int code) {
        var fired = RUNNING.after(new RuleFired(Plans.key(1), Plans.NOW, "nan", "stop", "loss NaN at 3"));

        var end = verdict(fired, "code=" + code, null, 0).orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.STOPPED);
        assertThat(end.exitCode()).contains(code);
        assertThat(end.reason()).isEqualTo("loss NaN at 3");
        assertThat(end.evidence()).isEqualTo("rule");
        assertThat(verdict(fired, "", ended(AttemptState.TERMINATED), 60)
                        .orElseThrow()
                        .state())
                .isEqualTo(AttemptState.STOPPED);
    }

    @Test
    void exitZeroIsFinishedAtOnce() {
        var end = verdict(RUNNING, "code=0\ntime=1700000000.5\nsignalled=\n", null, 0)
                .orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.FINISHED);
        assertThat(end.exitCode()).contains(0);
        assertThat(end.reason()).isEqualTo("exit 0");
        assertThat(end.evidence()).isEqualTo("exit file");
        assertThat(end.at()).isEqualTo(Instant.ofEpochSecond(1700000000L, 500_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "3, exit 3",
        "126, exit 126 (the command could not be executed)",
        "127, exit 127 (command not found)",
        "128, exit 128"
    })
    void anotherCodeWithoutASignalIsFailedAtOnceWithItsMeaning(int code, String reason) {
        var end = verdict(RUNNING, "code=" + code, null, 0).orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.FAILED);
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.at()).isEqualTo(Plans.NOW);
    }

    @Test
    void aCodeOfASignalWaitsForTheScheduler() {
        assertThat(verdict(RUNNING, "code=137", null, 59)).isEmpty();
        assertThat(verdict(RUNNING, "code=137", FakeQueue.report(Phase.RUNNING, null, "1_1"), 59))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "137, 'exit 137 (SIGKILL, or exit 137)'",
        "143, 'exit 143 (SIGTERM, or exit 143)'",
        "129, 'exit 129 (SIGHUP, or exit 129)'",
        "164, 'exit 164 (signal 36, or exit 164)'",
        "255, 'exit 255'"
    })
    void whenTheSchedulerStaysSilentTheCodeStands(int code, String reason) {
        var end = verdict(RUNNING, "code=" + code, null, 60).orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.FAILED);
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.exitCode()).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMED_OUT, over its time limit",
        "OUT_OF_MEMORY, over its memory",
        "NODE_FAILED, its node failed",
        "PREEMPTED, preempted by other work",
        "TERMINATED, cancelled outside Neronet"
    })
    void theSchedulersReasonExplainsASignal(AttemptState state, String reason) {
        var end = verdict(RUNNING, "code=143", ended(state), 0).orElseThrow();

        assertThat(end.state()).isEqualTo(state);
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.exitCode()).contains(143);
        assertThat(end.evidence()).isEqualTo("squeue: " + state);
    }

    @Test
    void aProgramThatSurvivedANotedSignalAndLeftWithZeroIsFinished() {
        var end = verdict(RUNNING, "code=0\nsignalled=TERM", ended(AttemptState.FINISHED), 0)
                .orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.FINISHED);
        assertThat(end.evidence()).isEqualTo("exit file; squeue: FINISHED");
    }

    @Test
    void whoseParentEndedItAtItsOwnLimitIsTimedOutUnlessTheUserWantedIt() {
        var exit = "code=143\nsignalled=TERM\nended=time limit";

        var end = verdict(RUNNING, exit, null, 0).orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.TIMED_OUT);
        assertThat(end.reason()).isEqualTo("over its time limit");
        assertThat(end.exitCode()).contains(143);
        assertThat(end.evidence()).isEqualTo("exit file");
    }

    @Test
    void anExitFileIsNamedOnce() {
        var report = new JobReport(
                Phase.ENDED,
                Optional.of(AttemptState.FAILED),
                Optional.empty(),
                Optional.of("host"),
                Optional.of(9),
                Optional.empty(),
                "exit file: code 9");

        var end = verdict(RUNNING, "code=9\nsignalled=TERM", report, 0).orElseThrow();

        assertThat(end.evidence()).isEqualTo("exit file");
    }

    @Test
    void aNotedSignalMakesEvenASmallCodeWaitForTheScheduler() {
        assertThat(verdict(RUNNING, "code=3\nsignalled=TERM", null, 0)).isEmpty();
        assertThat(verdict(RUNNING, "code=3\nsignalled=TERM", null, 60)
                        .orElseThrow()
                        .reason())
                .isEqualTo("exit 3");
    }

    @Test
    void theSchedulerNamesTheSignalThatKilled() {
        var report = new JobReport(
                Phase.ENDED,
                Optional.of(AttemptState.FAILED),
                Optional.of("1_1"),
                Optional.empty(),
                Optional.of(0),
                Optional.of(11),
                "sacct: FAILED 0:11");

        var end = verdict(RUNNING, "code=139", report, 0).orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.FAILED);
        assertThat(end.reason()).isEqualTo("killed by SIGSEGV");
        assertThat(end.evidence()).isEqualTo("sacct: FAILED 0:11");
    }

    @ParameterizedTest
    @CsvSource({
        "0, FINISHED, exit 0",
        "85, TIMED_OUT, exit 85 after the warning of its time limit",
        "143, TIMED_OUT, 'exit 143 (SIGTERM, or exit 143) after the warning of its time limit'"
    })
    void whoLeavesUnfinishedAfterTheWarningRanOutOfTime(int code, AttemptState state, String reason) {
        var signal = Optional.of(code).filter(c -> c > 128).map(c -> c - 128);
        var report = new JobReport(
                Phase.ENDED,
                Optional.of(code == 0 ? AttemptState.FINISHED : AttemptState.FAILED),
                Optional.of("1_1"),
                Optional.empty(),
                Optional.of(code),
                signal,
                "sacct: FAILED");

        var end = verdict(RUNNING, "code=" + code + "\nwarned=1", report, 0).orElseThrow();

        assertThat(end.state()).isEqualTo(state);
        assertThat(end.reason()).isEqualTo(reason);
    }

    @Test
    void afterTheWarningTheSchedulersWordIsHeardFirst() {
        assertThat(verdict(RUNNING, "code=85\nwarned=1", null, 59)).isEmpty();
        assertThat(verdict(RUNNING, "code=85\nwarned=1", null, 60).orElseThrow().state())
                .isEqualTo(AttemptState.TIMED_OUT);
        assertThat(verdict(RUNNING, "code=85\nwarned=1", ended(AttemptState.PREEMPTED), 0)
                        .orElseThrow()
                        .state())
                .isEqualTo(AttemptState.PREEMPTED);
        assertThat(verdict(ASKED, "code=85\nwarned=1", null, 0).orElseThrow().state())
                .isEqualTo(AttemptState.TERMINATED);
    }

    @Test
    void aReportWithoutAnEndLeavesItToTheCode() {
        var end = verdict(RUNNING, "code=139", FakeQueue.report(Phase.ENDED, null, "1_1"), 0)
                .orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.FAILED);
        assertThat(end.reason()).startsWith("exit 139");
    }

    @ParameterizedTest
    @CsvSource({"143", "3", "137"})
    void whatTheUserTerminatedIsTerminatedAtOnce(int code) {
        var end = verdict(ASKED, "code=" + code, null, 0).orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.TERMINATED);
        assertThat(end.reason()).isEqualTo("terminated by the user");
        assertThat(end.exitCode()).contains(code);
    }

    @Test
    void whatFinishedBeforeTheTerminationReachedItIsFinished() {
        assertThat(verdict(ASKED, "code=0", null, 0).orElseThrow().state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void withoutAnExitFileNothingIsSaidUntilTheSchedulerSaysThatItEnded() {
        assertThat(verdict(RUNNING, null, null, 9999)).isEmpty();
        assertThat(verdict(RUNNING, null, FakeQueue.report(Phase.PENDING, null, null), 9999))
                .isEmpty();
    }

    @Test
    void theSchedulersWordAloneWaitsForALateExitFile() {
        assertThat(verdict(RUNNING, null, ended(AttemptState.TIMED_OUT), 59)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TIMED_OUT, TIMED_OUT, over its time limit",
        "NODE_FAILED, NODE_FAILED, its node failed",
        "OUT_OF_MEMORY, OUT_OF_MEMORY, over its memory",
        "PREEMPTED, PREEMPTED, preempted by other work",
        "TERMINATED, TERMINATED, cancelled outside Neronet",
        "LOST, LOST, gone without an exit file",
        "FINISHED, LOST, the job ended without an exit file",
        "FAILED, FAILED, squeue: FAILED"
    })
    void withoutAnExitFileTheSchedulersWordStandsInTheEnd(AttemptState said, AttemptState state, String reason) {
        var end = verdict(RUNNING, null, ended(said), 60).orElseThrow();

        assertThat(end.state()).isEqualTo(state);
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.exitCode()).isEmpty();
    }

    @Test
    void anEndOfWhichTheSchedulerGivesNoKindIsLost() {
        assertThat(verdict(RUNNING, null, FakeQueue.report(Phase.ENDED, null, null), 60)
                        .orElseThrow()
                        .state())
                .isEqualTo(AttemptState.LOST);
    }

    @Test
    void aTerminatedJobThatLeftNoExitFileIsTerminated() {
        var end = verdict(ASKED, null, ended(AttemptState.FAILED), 60).orElseThrow();

        assertThat(end.state()).isEqualTo(AttemptState.TERMINATED);
        assertThat(end.evidence()).isEqualTo("squeue: FAILED");
    }

    @ParameterizedTest
    @CsvSource({"code=", "code=999", "code=99999999999999", "code=x", "time=12"})
    void aDamagedExitFileIsNoExitFile(String text) {
        assertThat(verdict(RUNNING, text, null, 9999)).isEmpty();
        assertThat(verdict(RUNNING, text, ended(AttemptState.FAILED), 60)).isPresent();
    }

    private static JobReport ended(AttemptState state) {
        return FakeQueue.report(Phase.ENDED, state, "1_1");
    }

    private static Optional<Ended> verdict(AttemptStatus status, String exit, JobReport report, long waitedSeconds) {
        return new Verdict(
                        Plans.key(1),
                        status,
                        Optional.ofNullable(exit).map(ParentFile::parse),
                        Optional.ofNullable(report),
                        Duration.ofSeconds(waitedSeconds),
                        PATIENCE)
                .end(Plans.NOW);
    }
}
