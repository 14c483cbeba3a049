package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.SequencedEvent;
import org.neronet.man.history.Definition.Kind;
import org.neronet.man.spec.Code;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.Results;
import org.neronet.man.spec.Run;
import org.neronet.man.testing.Histories;

class HistoryTest {
    private static final String HOME = "0123456789abcdef0123456789abcdef";
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path folder;

    private History history;

    @BeforeEach
    void open() {
        history = History.open(folder.resolve("home/history.db"), HOME);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @Test
    void theFileIsMadePrivateAtFirstUse() throws Exception {
        var file = folder.resolve("home/history.db");
        assertThat(file).doesNotExist();

        assertThat(history.all()).isEmpty();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void sameDefinitionsKeepTheirIds() {
        var first = Histories.define(history, List.of(experiment("a", "1"), experiment("b", "1")), T0);
        var again = Histories.define(history, List.of(experiment("a", "1"), experiment("c", "1")), T0.plusSeconds(1));

        assertThat(first).extracting(Definition::id).containsExactly(1L, 2L);
        assertThat(first).extracting(Definition::kind).containsOnly(Kind.NEW);
        assertThat(again).extracting(Definition::id).containsExactly(1L, 3L);
        assertThat(again).extracting(Definition::kind).containsExactly(Kind.SAME, Kind.NEW);
        assertThat(history.experiment(1).orElseThrow())
                .isEqualTo(new ExperimentRow(
                        1, experiment("a", "1"), T0, Optional.empty(), Optional.empty(), Labels.NONE));
        assertThat(history.experiment(9)).isEmpty();
    }

    @Test
    void whatWasNeverSubmittedIsChangedInPlace() {
        define("a");

        var changed = Histories.define(history, List.of(experiment("a", "2")), T0.plusSeconds(1))
                .get(0);

        assertThat(changed.kind()).isEqualTo(Kind.CHANGED);
        assertThat(changed.id()).isEqualTo(1);
        assertThat(history.all()).hasSize(1);
        assertThat(history.experiment(1).orElseThrow().experiment()).isEqualTo(experiment("a", "2"));
    }

    @Test
    void whatWasSubmittedIsSuperseded() {
        define("a");
        begin(1);

        var changed =
                Histories.define(history, List.of(experiment("a", "2")), T0).get(0);

        assertThat(changed).extracting(Definition::id, Definition::kind).containsExactly(2L, Kind.CHANGED);
        assertThat(history.experiment(1).orElseThrow().supersededBy()).contains(2L);
        assertThat(history.experiment(1).orElseThrow().experiment()).isEqualTo(experiment("a", "1"));
        assertThat(find("a")).containsExactly(2L);
        assertThat(find("1-2")).containsExactly(1L, 2L);
        assertThat(history.all()).hasSize(2);
    }

    @Test
    void selectionsGiveRowsInIdOrder() {
        define("c/a", "c/b", "d/x");

        assertThat(find("3,1")).containsExactly(1L, 3L);
        assertThat(find("c")).containsExactly(1L, 2L);
        assertThat(find("x", "c/b")).containsExactly(2L, 3L);
        assertThatThrownBy(() -> find("4")).hasMessageContaining("no experiment has the id 4");
    }

    @Test
    void attemptsAreNumberedAndOnlyOneLives() {
        define("a", "b");
        var rows = history.all();

        var begun = Histories.begin(history, rows, "triton", T0);
        var again = Histories.begin(history, history.all(), "triton", T0);
        var stale = Histories.begin(history, rows, "triton", T0);

        assertThat(begun).extracting(AttemptRow::attempt).containsExactly(1, 1);
        assertThat(begun).allMatch(AttemptRow::isSending).allMatch(AttemptRow::isLive);
        assertThat(again).isEmpty();
        assertThat(stale).isEmpty();
        assertThat(history.live("triton")).isEqualTo(begun);
        assertThat(history.live("other")).isEmpty();
        assertThat(history.liveClusters()).containsExactly("triton");

        history.record(List.of(ended(1, 1, AttemptState.SUBMIT_FAILED)));
        assertThat(Histories.begin(history, rows, "triton", T0))
                .as("rows from before attempt 1")
                .isEmpty();
        assertThat(Histories.begin(history, history.all(), "local", T0))
                .extracting(AttemptRow::id, AttemptRow::attempt)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, 2));
        assertThat(history.attempts(1)).extracting(AttemptRow::attempt).containsExactly(1, 2);
        assertThat(history.latest(1).orElseThrow().cluster()).isEqualTo("local");
        assertThat(history.latest(7)).isEmpty();
    }

    @Test
    void plansComeBackUnchangedAndShareTheirFiles() throws Exception {
        define("a", "b");
        begin(1);
        begin(2);

        history.keepPlans(List.of(plan(1), plan(2)));
        history.keepPlans(List.of(plan(1)));

        assertThat(history.plan(1, 1)).contains(plan(1));
        assertThat(history.plan(2, 1)).contains(plan(2));
        assertThat(history.plan(1, 2)).isEmpty();
        assertThat(count("code")).as("one of the definitions, one of the plans").isEqualTo(2);
    }

    @Test
    void eventsAreFoldedAndKept() {
        define("a");
        begin(1);

        history.apply(
                "mum1",
                "triton",
                sequence(
                        1,
                        new Event.Submitted(key(1, 1), T0),
                        new Event.Queued(key(1, 1), T0, Optional.of("77_1")),
                        new Event.Started(key(1, 1), T0.plusSeconds(1), "node7", Optional.of("77_1")),
                        new Event.Environment(key(1, 1), T0, JsonObject.of("cpus", 4L)),
                        new Event.Warned(key(1, 1), T0, "careful"),
                        new Event.TerminationAsked(key(1, 1), T0)),
                6);

        var row = history.latest(1).orElseThrow();
        assertThat(row.status().state()).isEqualTo(AttemptState.RUNNING);
        assertThat(row.status().jobId()).contains("77_1");
        assertThat(row.status().node()).contains("node7");
        assertThat(row.status().warnings()).containsExactly("careful");
        assertThat(row.status().terminationAsked()).isTrue();
        assertThat(row.status().submittedAt()).contains(T0);
        assertThat(row.mumId()).contains("mum1");
        assertThat(row.begun()).isEqualTo(T0);
        assertThat(history.environment(1, 1)).contains(JsonObject.of("cpus", 4L));
        assertThat(history.environment(1, 9)).isEmpty();
        assertThat(history.events(1, 1)).hasSize(6);
        assertThat(history.cursor("mum1")).isEqualTo(6);

        history.apply("mum1", "triton", List.of(new SequencedEvent(7, ended(1, 1, AttemptState.FAILED))), 9);

        var end = history.experiment(1).orElseThrow().latest().orElseThrow().status();
        assertThat(end.state()).isEqualTo(AttemptState.FAILED);
        assertThat(end.exitCode()).contains(3);
        assertThat(end.reason()).contains("exit 3");
        assertThat(end.evidence()).contains("exit file");
        assertThat(end.endedAt()).contains(T0.plusSeconds(9));
        assertThat(history.cursor("mum1")).isEqualTo(9);
        assertThat(history.liveClusters()).isEmpty();
    }

    @Test
    void theSameBatchTwiceCountsOnce() throws Exception {
        define("a");
        begin(1);
        var batch = sequence(1, metrics("loss", 1, 2, 3), new Event.Warned(key(1, 1), T0, "w"));

        history.apply("mum1", "triton", batch, 2);
        history.apply("mum1", "triton", batch, 2);
        history.apply("mum1", "triton", List.of(batch.get(1)), 1);

        assertThat(history.series(1, 1, "loss")).hasSize(3);
        assertThat(history.metricSummary(1, 1).get(0).count()).isEqualTo(3);
        assertThat(history.events(1, 1)).hasSize(1);
        assertThat(history.cursor("mum1")).isEqualTo(2);
        assertThat(history.cursor("mum2")).isZero();
    }

    @Test
    void overlappingBatchesAddOnlyWhatIsNew() {
        define("a");
        begin(1);

        history.apply("mum1", "t", sequence(1, metrics("loss", 1), metrics("loss", 2)), 2);
        history.apply("mum1", "t", sequence(2, metrics("loss", 2), metrics("loss", 3)), 3);

        assertThat(history.series(1, 1, "loss")).extracting(MetricPoint::value).containsExactly(1.0, 2.0, 3.0);
    }

    @Test
    void eventsOfOthersArePassedOver() {
        define("a");
        begin(1);
        var foreign = new AttemptKey("f".repeat(32), 1, 1);

        history.apply(
                "mum1",
                "triton",
                sequence(
                        1,
                        new Event.Submitted(foreign, T0),
                        new Event.Submitted(key(1, 2), T0),
                        new Event.Submitted(key(99, 1), T0)),
                3);

        assertThat(history.latest(1).orElseThrow().isSending()).isTrue();
        assertThat(history.events(99, 1)).isEmpty();
        assertThat(history.cursor("mum1")).isEqualTo(3);
    }

    @Test
    void summariesHoldLastLowestAndHighestWithoutNaN() {
        define("a", "b", "c");
        begin(1);
        begin(2);

        history.apply(
                "mum1",
                "t",
                sequence(
                        1,
                        metrics("loss", Double.NaN, 5, Double.NEGATIVE_INFINITY),
                        metrics("acc", 0.5),
                        metrics("loss", 7, Double.NaN),
                        metrics("nan", Double.NaN)),
                4);

        var summaries = history.metricSummary(1, 1);
        assertThat(summaries).extracting(MetricSummary::name).containsExactly("loss", "acc", "nan");
        assertThat(summaries.get(0))
                .isEqualTo(new MetricSummary(
                        "loss", Double.NaN, Optional.of(Double.NEGATIVE_INFINITY), Optional.of(7.0), 1, 5));
        assertThat(summaries.get(2).min()).isEmpty();
        assertThat(history.series(1, 1, "loss"))
                .extracting(MetricPoint::value)
                .containsExactly(Double.NaN, 5.0, Double.NEGATIVE_INFINITY, 7.0, Double.NaN);
        assertThat(history.series(1, 1, "acc")).containsExactly(new MetricPoint(0, 0.5, T0, MetricSource.STDERR, 1));
        assertThat(history.latestMetrics(history.all()))
                .containsOnlyKeys(1L, 2L)
                .containsEntry(1L, summaries);
    }

    @Test
    void resultsAreRemembered() {
        define("a");
        begin(1);

        assertThat(history.resultsPath(1, 1)).isEmpty();
        history.resultsFetched(1, 1, Path.of("/x/results/1-a"), T0);

        assertThat(history.resultsPath(1, 1)).contains(Path.of("/x/results/1-a"));
        assertThat(history.latest(1).orElseThrow().results()).contains("/x/results/1-a");
        assertThat(history.events(1, 1)).containsExactly(new Event.Fetched(key(1, 1), T0, "/x/results/1-a"));
    }

    @Test
    void everythingIsThereAfterReopening() {
        define("a");
        begin(1);
        history.apply("mum1", "triton", sequence(1, metrics("loss", 1)), 1);
        var before = history.all();

        history.close();

        assertThat(history.all()).isEqualTo(before);
        history.close();
        history.close();
    }

    @Test
    void aFaultInABatchUndoesAllOfIt() {
        define("a");
        begin(1);
        var events = new ArrayList<>(sequence(1, metrics("loss", 1)));
        events.add(new SequencedEvent(
                2, new Event.Metrics(key(1, 1), T0, MetricSource.STDOUT, List.of(new MetricSample(null, 0, 1, 0)))));

        assertThatThrownBy(() -> history.apply("mum1", "triton", events, 2)).isInstanceOf(NeronetException.class);

        assertThat(history.series(1, 1, "loss")).isEmpty();
        assertThat(history.cursor("mum1")).isZero();
        history.apply("mum1", "triton", events.subList(0, 1), 1);
        assertThat(history.series(1, 1, "loss")).hasSize(1);
    }

    @Test
    void manyAtOnceOnOneFileLoseNothingAndBeginOneAttempt() throws Exception {
        define("a", "b", "c");
        int many = 6;
        var pool = Executors.newFixedThreadPool(many);
        Callable<List<AttemptRow>> task = () -> {
            try (var mine = History.open(folder.resolve("home/history.db"), HOME)) {
                var begun = Histories.begin(mine, mine.all(), "triton", T0);
                Histories.define(mine, List.of(experiment("new", "1")), T0);
                mine.apply("mum1", "triton", sequence(1, metrics("loss", 1, 2)), 1);
                return begun;
            }
        };
        try {
            var begun = new ArrayList<AttemptRow>();
            for (var future :
                    pool.invokeAll(IntStream.range(0, many).mapToObj(i -> task).toList())) {
                begun.addAll(future.get());
            }
            assertThat(begun).extracting(AttemptRow::id).contains(1L, 2L, 3L);
            assertThat(history.all()).hasSize(4);
            for (long id = 1; id <= 4; id++) {
                assertThat(history.attempts(id)).hasSizeLessThanOrEqualTo(1);
            }
            assertThat(history.cursor("mum1")).isEqualTo(1);
            assertThat(history.series(1, 1, "loss")).hasSize(2);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void manyCanMakeTheFileAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        Callable<Integer> task = () -> {
            try (var mine = History.open(folder.resolve("new/history.db"), HOME)) {
                return Histories.define(mine, List.of(experiment("a", "1")), T0).size();
            }
        };
        try {
            for (var future : pool.invokeAll(List.of(task, task, task, task))) {
                assertThat(future.get()).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void tenThousandExperimentsAreNoTrouble() {
        var many = IntStream.range(0, 10_000)
                .mapToObj(i -> experiment("big/e" + i, "1"))
                .toList();

        Histories.define(history, many, T0);
        Histories.define(history, many, T0);
        Histories.begin(history, history.all(), "triton", T0);
        var events = IntStream.rangeClosed(1, 10_000)
                .mapToObj(id -> new SequencedEvent(id, new Event.Submitted(key(id, 1), T0)))
                .toList();
        history.apply("mum1", "triton", events, 10_000);

        assertThat(history.live("triton")).hasSize(10_000);
        assertThat(history.find(Selection.parse(List.of("big")))).hasSize(10_000);
        assertThat(history.latestMetrics(history.all())).hasSize(10_000);
    }

    @Test
    void aNewerFormIsRefused() throws Exception {
        history.all();
        history.close();
        sql("PRAGMA user_version = 99");

        assertThatThrownBy(history::all)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("newer Neronet");
    }

    @Test
    void aDamagedFileIsSaid() throws Exception {
        Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                folder.resolve("home/history.db"), "this is no database at all, but long enough\n".repeat(40));

        assertThatThrownBy(history::all)
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("is damaged or not a history");
    }

    @Test
    void aFolderInPlaceOfTheFileIsSaid() throws Exception {
        Files.createDirectories(folder.resolve("home/history.db"));

        assertThatThrownBy(history::all)
                .isInstanceOf(NeronetException.class)
                .hasMessageContaining("is a folder, not a database");
    }

    @Test
    void faultsOfSqliteAreTranslated() {
        assertThat(fault(5)).hasMessageContaining("keeps the history");
        assertThat(fault(13)).hasMessageContaining("no room on the disk");
        assertThat(fault(1)).hasMessageContaining("failed: x");
        assertThat(fault(8 | 1 << 8)).hasMessageContaining("cannot be written");
    }

    private static NeronetException fault(int code) {
        return DatabaseFault.of(Path.of("/h"), new java.sql.SQLException("x", "", code));
    }

    private void define(String... names) {
        Histories.define(
                history,
                List.of(names).stream().map(name -> experiment(name, "1")).toList(),
                T0);
    }

    private void begin(long id) {
        Histories.begin(history, List.of(history.experiment(id).orElseThrow()), "triton", T0);
    }

    private List<Long> find(String... words) {
        return history.find(Selection.parse(List.of(words))).stream()
                .map(ExperimentRow::id)
                .toList();
    }

    private static List<SequencedEvent> sequence(long first, Event... events) {
        var all = new ArrayList<SequencedEvent>();
        for (var event : events) {
            all.add(new SequencedEvent(first + all.size(), event));
        }
        return all;
    }

    private static Event metrics(String name, double... values) {
        var samples = new ArrayList<MetricSample>();
        for (double value : values) {
            samples.add(new MetricSample(name, samples.size(), value, 10L * samples.size()));
        }
        return new Event.Metrics(key(1, 1), T0, MetricSource.STDERR, samples);
    }

    private static Event ended(long id, int attempt, AttemptState state) {
        return new Event.Ended(key(id, attempt), T0.plusSeconds(9), state, Optional.of(3), "exit 3", "exit file");
    }

    private static AttemptKey key(long id, int attempt) {
        return new AttemptKey(HOME, id, attempt);
    }

    private static AttemptPlan plan(long id) {
        return new AttemptPlan(
                key(id, 1),
                "e" + id,
                List.of("run", "'x'"),
                Map.of("A", "1"),
                List.of("module load x"),
                List.of(new CodeFile("main.py", 3, "0".repeat(64), true)),
                Resources.DEFAULT,
                List.of("--qos=x"),
                List.of(),
                List.of("loss"),
                AttemptPlan.DEFAULT_RESULT_BYTES);
    }

    private Experiment experiment(String name, String argument) {
        int slash = name.indexOf('/');
        return new Experiment(
                name,
                slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash)),
                folder,
                Map.of("a", argument),
                new Run(List.of("run", name, argument), Map.of(), List.of(), Resources.DEFAULT, List.of(), 0, 0),
                new Code(List.of(), List.of(), Optional.empty()),
                Results.ALL,
                List.of(),
                Optional.empty(),
                JsonObject.empty(),
                "config.yaml:1");
    }

    private long count(String table) throws Exception {
        try (var connection = org.sqlite.JDBC.createConnection(
                        "jdbc:sqlite:" + folder.resolve("home/history.db"), new java.util.Properties());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        }
    }

    private void sql(String text) throws Exception {
        try (var connection = org.sqlite.JDBC.createConnection(
                        "jdbc:sqlite:" + folder.resolve("home/history.db"), new java.util.Properties());
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
