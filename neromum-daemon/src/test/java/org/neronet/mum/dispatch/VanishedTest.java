package org.neronet.mum.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.event.Event.Queued;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.TerminationAsked;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.experiment.Resources;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;
import org.neronet.mum.warden.JobReport.Phase;
import org.neronet.mum.warden.NodeWord;

/** What started and is gone from the scheduler's list, with nobody to say how it ended. */
class VanishedTest {
    private static final String TOKEN = "00000000000000aa";
    private static final AttemptKey KEY = Plans.key(1);
    private static final Duration LIMIT = Duration.ofHours(2);

    private final MemoryLedger ledger = new MemoryLedger();
    private final FakeQueue queue = new FakeQueue();
    private final SettableTime time = new SettableTime();
    private final Set<AttemptKey> withKid = new HashSet<>();
    private Duration fileServer = Duration.ZERO;
    private final Settler settler = new Settler(ledger, time, Duration.ofSeconds(60), attempt -> {});
    private final Poller poller = new Poller(
            ledger,
            queue,
            settler,
            withKid::contains,
            time,
            folder -> time.instant().plus(fileServer));

    @TempDir
    Path workdir;

    @Test
    void withATimeLimitItIsLostTenMinutesAfterThatAndNotBefore() throws Exception {
        runs(Optional.of(LIMIT));

        pass(LIMIT.plusMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        pass(Duration.ofMinutes(3));

        var status = ledger.get(KEY).status();
        assertThat(status.state()).isEqualTo(AttemptState.LOST);
        assertThat(status.reason()).contains("gone without an exit file");
        assertThat(status.evidence().orElseThrow())
                .contains("does not list its job 55_1", "no exit file", "its time limit was over at");
    }

    @Test
    void withoutATimeLimitItStaysUnknownAndSaysSoOnce() throws Exception {
        runs(Optional.empty());

        pass(Duration.ofDays(3));

        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        assertThat(ledger.get(KEY).status().warnings())
                .singleElement()
                .asString()
                .contains("nothing was heard of it since", "whether it runs is unknown");
    }

    @Test
    void theEndThatTheSchedulerGaveTheJobIsALimitToo() throws Exception {
        var end = time.instant().plus(LIMIT);
        runs(Optional.empty());
        startFile("time=" + time.instant().getEpochSecond() + "\nvar.SLURM_JOB_START_TIME="
                + time.instant().getEpochSecond() + "\nvar.SLURM_JOB_END_TIME=" + end.getEpochSecond());

        pass(LIMIT.plusMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        pass(Duration.ofMinutes(3));
        assertThat(state()).isEqualTo(AttemptState.LOST);
    }

    @Test
    void aNodeWhoseClockIsADayBehindDoesNotEndItEarly() throws Exception {
        runs(Optional.of(LIMIT));
        startFile("time=" + time.instant().minus(Duration.ofDays(1)).getEpochSecond());

        pass(LIMIT.plusMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        pass(Duration.ofMinutes(3));
        assertThat(state()).isEqualTo(AttemptState.LOST);
    }

    @ParameterizedTest
    @ValueSource(longs = {-24, 24})
    void aFileServerWhoseClockIsADayOffDoesNotEndItEarlyOrLate(long hours) throws Exception {
        fileServer = Duration.ofHours(hours);
        runs(Optional.of(LIMIT));

        pass(LIMIT.plusMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        pass(Duration.ofMinutes(3));
        assertThat(state()).isEqualTo(AttemptState.LOST);
    }

    @Test
    void aNodeThatIsDownEndsItAfterTenMinutesOfSilence() throws Exception {
        runs(Optional.of(LIMIT));
        queue.nodes.put("n1", new NodeWord("DOWN*", true, Optional.empty()));

        pass(Duration.ofMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        assertThat(queue.nodeQuestions).isZero();
        pass(Duration.ofMinutes(3));

        assertThat(state()).isEqualTo(AttemptState.LOST);
        assertThat(ledger.get(KEY).status().evidence().orElseThrow()).endsWith("its node n1 is DOWN*");
    }

    @Test
    void aNodeThatWasBootedSinceEndsItAndOneThatWasNotDoesNot() throws Exception {
        runs(Optional.empty());
        queue.nodes.put("n1", new NodeWord("MIXED", false, Optional.of(Plans.NOW.minusSeconds(100))));
        pass(Duration.ofHours(1));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        assertThat(queue.nodeQuestions).as("once in five minutes").isBetween(5, 11);

        queue.nodes.put("n1", new NodeWord("MIXED", false, Optional.of(Plans.NOW.plusSeconds(100))));
        pass(Duration.ofMinutes(7));
        assertThat(state()).isEqualTo(AttemptState.LOST);
        assertThat(ledger.get(KEY).status().evidence().orElseThrow()).contains("its node n1 was booted again at");
    }

    @Test
    void aKidThatSpeaksOrAnyWordOfTheSchedulerBeginsTheCountingAnew() throws Exception {
        runs(Optional.empty());
        queue.nodes.put("n1", new NodeWord("DOWN*", true, Optional.empty()));
        pass(Duration.ofMinutes(9));
        withKid.add(KEY);
        ledger.submit(Plans.plan(2), workdir);
        ledger.append(List.of(new Entry.Sending("00000000000000bb", "batch", List.of(Plans.key(2)))))
                .join();
        pass(Duration.ofMinutes(1));
        withKid.clear();
        pass(Duration.ofMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);

        queue.jobs.put(TOKEN + ".1", FakeQueue.report(Phase.RUNNING, null, "55_1"));
        pass(Duration.ofMinutes(1));
        queue.jobs.clear();
        pass(Duration.ofMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
    }

    @Test
    void aProgramThatWritesIsThere() throws Exception {
        runs(Optional.of(Duration.ofMinutes(1)));
        queue.nodes.put("n1", new NodeWord("DOWN*", true, Optional.empty()));
        var output = ledger.get(KEY).folder().output(OutputStreamName.STDOUT);

        for (int i = 0; i < 10; i++) {
            Files.writeString(output, "x".repeat(i));
            pass(Duration.ofMinutes(9));
        }
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        pass(Duration.ofMinutes(4));
        assertThat(state()).isEqualTo(AttemptState.LOST);
    }

    @Test
    void anAnswerThatDoesNotComeIsNoSilence() throws Exception {
        runs(Optional.of(LIMIT));
        pass(Duration.ofMinutes(1));
        queue.silent = true;

        pass(LIMIT.multipliedBy(3));

        assertThat(state()).isEqualTo(AttemptState.RUNNING);
    }

    @Test
    void anExitFileThatComesInTimeIsBelieved() throws Exception {
        runs(Optional.of(LIMIT));
        pass(LIMIT.plusMinutes(9));
        settler.exited(KEY, ParentFile.parse("code=0"), true);
        pass(Duration.ofMinutes(5));

        assertThat(state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void whoseEndWasAskedForIsTerminatedAfterTenMinutes() throws Exception {
        runs(Optional.empty());
        ledger.happened(new TerminationAsked(KEY, Plans.NOW));

        pass(Duration.ofMinutes(9));
        assertThat(state()).isEqualTo(AttemptState.RUNNING);
        pass(Duration.ofMinutes(3));
        assertThat(state()).isEqualTo(AttemptState.TERMINATED);
    }

    @Test
    void aClaimWithoutAStartFileCountsAsAStart() throws Exception {
        sent(Optional.empty());
        Files.writeString(ledger.get(KEY).folder().claim(), "job=55_1\n");
        ledger.happened(new TerminationAsked(KEY, Plans.NOW));

        pass(Duration.ofMinutes(12));
        assertThat(state()).isEqualTo(AttemptState.TERMINATED);
    }

    private AttemptState state() {
        return ledger.get(KEY).status().state();
    }

    private void pass(Duration duration) throws InterruptedException {
        var end = time.instant().plus(duration);
        while (time.instant().isBefore(end)) {
            time.passSeconds(10);
            poller.poll();
            settler.settle();
        }
    }

    private void runs(Optional<Duration> limit) throws Exception {
        sent(limit);
        ledger.happened(new Started(KEY, Plans.NOW, "n1", Optional.of("55_1")));
        startFile("time=" + Plans.NOW.getEpochSecond());
    }

    private void startFile(String text) throws Exception {
        var start = ledger.get(KEY).folder().start();
        Files.writeString(start, text + "\n");
        Files.setLastModifiedTime(start, FileTime.from(time.instant().plus(fileServer)));
    }

    private void sent(Optional<Duration> limit) throws Exception {
        var plan = Plans.plan(KEY, new Resources(1, 0, Optional.empty(), limit), List.of(), List.of());
        var attempt = ledger.submit(plan, workdir);
        Files.createDirectories(attempt.folder().root());
        ledger.append(List.of(new Entry.Sending(TOKEN, "batch", List.of(KEY)))).join();
        ledger.happened(new Queued(KEY, Plans.NOW, Optional.of("55_1")));
    }
}
