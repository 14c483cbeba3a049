package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.Event.Progress;
import org.neronet.common.event.Event.Started;
import org.neronet.common.event.Event.Warned;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.testing.Await;
import org.neronet.mum.dispatch.Settler;
import org.neronet.mum.dispatch.Settling;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.Entry;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

class FileWatchTest {
    private static final String TOKEN = "00000000000000aa";
    private static final AttemptKey KEY = Plans.key(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private final SettableTime time = new SettableTime();
    private final OutputFiles outputs = new OutputFiles(ledger, time);
    private final Settler settler = new Settler(ledger, time, Duration.ofMinutes(1), outputs::readToEnd);
    private final Set<AttemptKey> reporting = new HashSet<>();
    private final List<List<AttemptKey>> kept = new ArrayList<>();
    private FileWatch watch;
    private Attempt attempt;
    private Path marks;

    @TempDir
    Path workdir;

    @BeforeEach
    void send() throws IOException {
        watch = watch(200);
        attempt = ledger.submit(Plans.plan(1), workdir);
        Files.createDirectories(attempt.folder().root());
        ledger.append(List.of(new Entry.Sending(TOKEN, "batch", List.of(KEY)))).join();
        marks = Files.createDirectories(workdir.resolve("batch").resolve(TOKEN).resolve("marks"));
    }

    @Test
    void aMarkedStartMakesItRun() throws Exception {
        start();

        watch.round();
        watch.round();

        var status = ledger.get(KEY).status();
        assertThat(status.state()).isEqualTo(AttemptState.RUNNING);
        assertThat(status.node()).contains("n17");
        assertThat(status.jobId()).contains("9_1");
        assertThat(ledger.events(Started.class)).hasSize(1);
    }

    @Test
    void aStartWithoutItsFileIsLookedForAgain() throws Exception {
        Files.createFile(marks.resolve("1.start"));
        watch.round();
        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.SUBMITTED);

        start();
        watch.round();

        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.RUNNING);
    }

    @Test
    void anotherLinesMarksAreNotItsOwn() throws Exception {
        Files.writeString(attempt.folder().start(), "host=n17\n");
        Files.createFile(marks.resolve("11.start"));

        watch.round();

        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.SUBMITTED);
    }

    @Test
    void anExitWithoutAKidEndsItAtOnceWithItsMetrics() throws Exception {
        start();
        print("loss=0.5\nloss=0.4\n");
        exit("code=0\n");

        watch.round();
        Settling.settle(settler);

        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.FINISHED);
        assertThat(ledger.get(KEY).status().node()).contains("n17");
        assertThat(ledger.events(Metrics.class)).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackADayDoesNotHideAnExit() throws Exception {
        start();
        exit("code=0\n");
        reporting.add(KEY);
        watch.round();
        time.pass(java.time.Duration.ofDays(-1));
        watch.round();

        time.passSeconds(20);
        watch.round();
        Settling.settle(settler);

        assertThat(ledger.get(KEY).isLive()).isFalse();
    }

    @Test
    void aReportingKidBringsTheExitItself() throws Exception {
        start();
        exit("code=0\n");
        reporting.add(KEY);

        watch.round();
        time.passSeconds(9);
        watch.round();
        Settling.settle(settler);
        assertThat(ledger.get(KEY).isLive()).isTrue();

        time.passSeconds(1);
        watch.round();
        Settling.settle(settler);
        assertThat(ledger.get(KEY).isLive()).isFalse();
    }

    @Test
    void aKidThatRunsTheUsersReadersIsWaitedForBeforeItIsConnected() throws Exception {
        start();
        exit("code=0\n");
        Files.createFile(ledger.get(KEY).folder().root().resolve("command.2.out"));

        watch.round();
        time.passSeconds(9);
        watch.round();
        Settling.settle(settler);
        assertThat(ledger.get(KEY).isLive()).isTrue();

        time.passSeconds(1);
        watch.round();
        Settling.settle(settler);
        assertThat(ledger.get(KEY).isLive()).isFalse();
    }

    @Test
    void anExitThatIsNotVisibleYetIsReadLater() throws Exception {
        start();
        Files.createFile(marks.resolve("1.exit"));
        watch.round();
        Settling.settle(settler);
        assertThat(ledger.get(KEY).isLive()).isTrue();

        exit("code=3\n");
        watch.round();
        Settling.settle(settler);

        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.FAILED);
    }

    @Test
    void withoutMarksStartAndExitAreFoundWithinAMinute() throws Exception {
        Files.writeString(attempt.folder().start(), "host=n17\n");
        watch.round();
        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.SUBMITTED);

        time.passSeconds(60);
        watch.round();
        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.RUNNING);

        Files.writeString(attempt.folder().exit(), "code=0\n");
        time.passSeconds(60);
        watch.round();
        Settling.settle(settler);
        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.FINISHED);
    }

    @Test
    void outputWithoutAKidIsReadAfterTenSeconds() throws Exception {
        start();
        watch.round();
        print("loss=0.5\n");
        watch.round();
        time.passSeconds(9);
        watch.round();
        assertThat(ledger.events(Metrics.class)).isEmpty();

        time.passSeconds(1);
        watch.round();

        assertThat(ledger.events(Metrics.class)).hasSize(1);
    }

    @Test
    void theTenSecondsBeginWhenTheKidIsGone() throws Exception {
        start();
        print("loss=0.5\n");
        watch.round();
        reporting.add(KEY);
        time.passSeconds(100);
        watch.round();
        watch.round();
        reporting.clear();
        watch.round();
        time.passSeconds(9);
        watch.round();
        assertThat(ledger.events(Metrics.class)).isEmpty();

        time.passSeconds(1);
        watch.round();

        assertThat(ledger.events(Metrics.class)).hasSize(1);
    }

    private List<String> warnings() {
        return ledger.events(Warned.class).stream().map(Warned::text).toList();
    }

    @Test
    void aKidThatIsNotHeardAnyMoreAndOneThatIsHeardAgainAreToldOnceEach() throws Exception {
        start();
        ledger.append(List.of(new Entry.Reported(1, new Progress(KEY, time.instant(), 1, 2))))
                .join();
        reporting.add(KEY);
        watch.round();
        reporting.clear();
        watch.round();
        time.passSeconds(29);
        watch.round();
        assertThat(warnings()).isEmpty();

        time.passSeconds(1);
        watch.round();
        watch.round();
        assertThat(warnings()).singleElement().asString().startsWith("nerokid on n17 has not been heard since ");

        time.passSeconds(60);
        reporting.add(KEY);
        watch.round();
        watch.round();
        assertThat(warnings()).hasSize(2).last().asString().isEqualTo("nerokid on n17 is heard again, after 90 s");
    }

    @Test
    void ofAProgramThatNeverHadAKidNoSilenceIsTold() throws Exception {
        start();
        watch.round();
        time.passSeconds(100);
        watch.round();

        assertThat(warnings()).isEmpty();
    }

    @Test
    void oneUnreadableBatchDoesNotHideTheOthers() throws Exception {
        start();
        var other = ledger.submit(Plans.plan(2), workdir);
        ledger.append(List.of(new Entry.Sending("00000000000000bb", "batch", List.of(other.key()))))
                .join();
        Files.createDirectories(workdir.resolve("batch").resolve("00000000000000bb"));
        Files.createFile(workdir.resolve("batch").resolve("00000000000000bb").resolve("marks"));

        watch.round();

        assertThat(ledger.get(KEY).status().state()).isEqualTo(AttemptState.RUNNING);
        assertThat(kept).hasSize(1);
    }

    @Test
    void oneUnreadableAttemptDoesNotHideTheOthers() throws Exception {
        var other = ledger.submit(Plans.plan(2), workdir);
        Files.createDirectories(other.folder().root());
        ledger.append(List.of(new Entry.Sending("00000000000000bb", "batch", List.of(KEY, other.key()))))
                .join();
        var both = Files.createDirectories(
                workdir.resolve("batch").resolve("00000000000000bb").resolve("marks"));
        Files.createFile(both.resolve("1.start"));
        Files.createDirectory(attempt.folder().start());
        Files.createFile(both.resolve("2.start"));
        Files.writeString(other.folder().start(), "host=n18\n");

        watch.round();

        assertThat(ledger.get(other.key()).status().state()).isEqualTo(AttemptState.RUNNING);
    }

    @Test
    void aDeletedBatchFolderIsNoEvidence() throws Exception {
        Files.delete(marks);

        watch.round();

        assertThat(ledger.get(KEY).isLive()).isTrue();
    }

    @Test
    void theKeeperIsToldWhatRuns() throws Exception {
        ledger.submit(Plans.plan(2), workdir);
        watch.round();
        start();
        watch.round();
        watch.round();

        assertThat(kept).containsExactly(List.of(), List.of(), List.of(KEY));
    }

    @Test
    void theThreadLooksOnAfterAFailure() throws Exception {
        try (var failing = new FileWatch(
                ledger,
                reporting::contains,
                settler,
                outputs,
                running -> {
                    throw new IOException("no kid can be started");
                },
                time,
                1)) {
            failing.start();
            start();

            Await.until(
                    Duration.ofSeconds(10),
                    () -> ledger.get(KEY).toString(),
                    () -> ledger.get(KEY).status().state() == AttemptState.RUNNING);
            exit("code=0\n");
            Await.until(Duration.ofSeconds(10), () -> ledger.get(KEY).toString(), () -> {
                Settling.settle(settler);
                return !ledger.get(KEY).isLive();
            });
        }
    }

    @Test
    void withoutAKeeperNothingIsKept() throws Exception {
        KidKeeper.none().keep(List.of(attempt));

        assertThat(kept).isEmpty();
    }

    private FileWatch watch(long roundMillis) {
        return new FileWatch(
                ledger,
                reporting::contains,
                settler,
                outputs,
                running -> kept.add(running.stream().map(Attempt::key).toList()),
                time,
                roundMillis);
    }

    private void start() throws IOException {
        Files.writeString(attempt.folder().start(), "host=n17\ntime=1700000000.5\njob=9_1\n");
        touch("1.start");
    }

    private void exit(String text) throws IOException {
        Files.writeString(attempt.folder().exit(), text);
        touch("1.exit");
    }

    private void touch(String mark) throws IOException {
        Files.write(marks.resolve(mark), new byte[0]);
    }

    private void print(String text) throws IOException {
        Files.writeString(attempt.folder().output(OutputStreamName.STDOUT), text);
    }
}
