package org.neronet.man.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.man.spec.Code;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.Results;
import org.neronet.man.spec.Run;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

/** What selections mean on a history with every kind of experiment. */
class SelectionTest {
    private static final Instant DEFINED = Instant.parse("2026-11-10T12:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-11-22T22:30:00.250Z");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    static Path shared;

    private static Path folder;
    private static History history;

    @BeforeAll
    static void fill() throws Exception {
        folder = shared.toRealPath();
        history = History.open(folder.resolve("filled/history.db"), Samples.HOME);
        define(DEFINED, "lang", "lang/deep_a-1", Map.of("lr", 0.1, "act", "relu", "data", "data/1.txt"));
        define(DEFINED, "lang", "lang/deep_a-2", Map.of("lr", 0.01, "act", "tanh", "data", "data/2.txt"));
        define(DEFINED, "lang", "lang/wide", Map.of("lr", "0.10", "act", "relu", "seed", 9007199254740993L));
        define(DEFINED, "vision", "vision/deep_a-1", Map.of("lr", 1e-3, "big", new BigInteger("9".repeat(30))));
        define(DEFINED, "solo", "solo", parameters("lr", Double.NaN, "act", null, "note", "x", "loss", 5L));
        define(DEFINED, "twins/a", "twin", Map.of());
        define(DEFINED, "twins/b", "twin", Map.of());
        run(1, "triton", AttemptState.FINISHED, 0, "exit 0");
        run(2, "triton", AttemptState.FAILED, 3, "exit 3");
        run(3, "gpu1", AttemptState.RUNNING, 0, "");
        run(4, "gpu1", AttemptState.SUBMIT_FAILED, 0, "sbatch: no account");
        run(6, "local", AttemptState.STOPPED, 9, "stopped by rule nan");
        run(7, "local", AttemptState.TERMINATED, 9, "terminated");
        measure(1, 0.5, 0.2);
        measure(2, 0.1, 0.4);
        measure(3, 0.3, Double.NaN);
        // Number 1 is defined anew: 8 takes its place.
        define(CHANGED, "lang", "lang/deep_a-1", Map.of("lr", 0.2, "act", "relu", "data", "data/1.txt"));
        define(CHANGED, "lang", "lang/gone", Map.of("lr", 7.0));
        history.delete(List.of(9L), Instant.parse("2026-11-24T23:30:00Z"));
        history.tag(List.of(2L, 3L), "paper", NOW);
        history.tag(List.of(3L), "best", NOW);
        history.note(List.of(2L), "jane", "learning rate was too high, a typo", NOW);
        history.star(List.of(6L), true);
        history.close();
    }

    @BeforeEach
    void openACopy() throws Exception {
        Files.createDirectories(folder.resolve("home"));
        var file = folder.resolve("home/history.db");
        Files.copy(folder.resolve("filled/history.db"), file, StandardCopyOption.REPLACE_EXISTING);
        history = History.open(file, Samples.HOME);
    }

    @AfterEach
    void close() {
        history.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2 | 2",
                "5,5,3-5 3 | 3,4,5",
                "1 | 1",
                "1-8 | 1,2,3,4,5,6,7,8",
                "lang/deep_a-2 | 2",
                "deep_a-2 | 2",
                "solo | 5",
                "lang | 2,3,8",
                "lang/deep_a-1 | 8",
                "vision 5 | 4,5",
                "twins/a | 6",
                "./twins/b | 7",
                "./lang ./solo | 2,3,5,8",
                "solo/config.yaml | 5",
                "* | 2,3,4,5,6,7,8",
                "deep_* | 2,4,8",
                "*a-[!2] | 4,8",
                "lang/* and not wide | 2,8",
                "@last | 8",
                "@last:2 | 7,8",
                "@last:99 | 2,3,4,5,6,7,8",
                "all | 2,3,4,5,6,7,8",
                "@failed | 2,4,7",
                "@missing | 4,5,8",
                "@live | 3",
                "@ended | 2,4,6,7",
                "@starred | 6",
                "state=failed,state=running | 2,3",
                "state=defined | 5,8",
                "state!=defined | 2,3,4,6,7",
                "state=st* or state=term* | 6,7",
                "not @ended | 3,5,8",
                "1,2 | 1,2",
                "(1,2) and @failed | 2",
                "lang and not (state=failed, state=running) | 8",
                "--missing | 4,5,8",
                "lang --failed | 2",
                "2-8 --failed --missing | 2,4,5,7,8",
            })
    void termsSelect(String words, String ids) {
        assertThat(find(words.split(" (?=--)|(?<=\\G\\d) "))).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id<=3 | 2,3",
                "id!=5 and id>3 | 4,6,7,8",
                "name=wide | 3",
                "name=*a-2 | 2",
                "name!=*a-* | 3,5,6,7",
                "collection=lang | 2,3,8",
                "collection!=lang | 4",
                "not collection=lang | 4,5,6,7",
                "folder=lang | 2,3,8",
                "folder=*/twins/* | 6,7",
                "cluster=triton | 2",
                "cluster!=triton | 3,4,6,7",
                "node=node* | 2,3,6,7",
                "job=77_3 | 3",
                "reason=*account* | 4",
                "reason!=*exit* and @ended | 4,6,7",
                "exit=3 | 2",
                "exit>0 | 2,6,7",
                "exit!=3 | 6,7",
                "tag=paper | 2,3",
                "tag=b* | 3",
                "tag!=paper | 4,5,6,7,8",
                "tag=paper and tag!=best | 2",
                "note=typo | 2",
                "note=*HIGH* | ",
                "note=learn*typo | 2",
                "note!=typo | 3,4,5,6,7,8",
                "params=*data/2.txt* | 2",
                "params=data/1.txt | 8",
                "params=*act=relu*lr=0.2* | 8",
                "params!=*act=* | 4,6,7",
            })
    void fixedKeysSelect(String words, String ids) {
        assertThat(find(words)).isEqualTo(ids == null ? "" : ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lr=0.2 | 8",
                "lr=.20 | 8",
                "lr>0.01 | 8",
                "lr>=0.01 | 2,8",
                "lr<0.01 | 4",
                "lr<inf | 2,4,8",
                "lr=0.10 | 3",
                "lr=nan | 5",
                "lr!=0.2 | 2,3,4,5",
                "lr=* | 2,3,4,5,8",
                "act=relu | 3,8",
                "act!=relu | 2,5",
                "act=re* | 3,8",
                "act=null | 5",
                "seed=9007199254740993 | 3",
                "big>1e29 | 4",
                "param.note=x | 5",
                "val_loss<0.45 | 2",
                "val_loss=0.4 | 2",
                "val_loss!=0.5 | 2,3",
                "val_loss=nan | 3",
                "val_loss!=nan | 2",
                "val_loss=* | 2,3",
                "min.val_loss<0.2 | 2",
                "max.val_loss>=0.4 | 2",
                "metric.loss>0 | 2,3",
                "loss=5 | 5",
                "val_loss<0.45 and act=tanh, 5 | 2,5",
            })
    void parametersAndMetricsSelect(String words, String ids) {
        assertThat(find(words)).isEqualTo(ids);
    }

    @Test
    void longNumbersAreComparedToTheLastDigit() {
        assertNothing("seed=9007199254740992");
        assertThat(find("big=" + "9".repeat(30))).isEqualTo("4");
        assertNothing("big=" + "9".repeat(29) + "8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "since=2d | 8",
                "since=3w | 2,3,4,5,6,7,8",
                "until=2d | 2,3,4,5,6,7",
                "since=2026-11-23 | 8",
                "tmod=2026-11-23 | 8",
                "tmod!=2026-11-23 | 2,3,4,5,6,7",
                "tmod>2026-11-09 | 2,3,4,5,6,7,8",
                "tmod<=2026-11-10 | 2,3,4,5,6,7",
                "tmod<2026-11-10 or tmod>2026-11-22 | 8",
                "tmod=2026-11-23T00:30 | 8",
                "tmod=2026-11-23T00:30:00 | 8",
                "tmod=2026-11-22T22:30:00.250Z | 8",
                "tmod>=2026-11-22T22:30:00Z | 8",
                "started>2026-11-10 | 2,3,6,7",
                "ended>20d and ended<2026-11-30 | 2,4,6,7",
                "submitted<=2026-11-11 | 2,3,4,6,7",
            })
    void timesSelectInTheUsersZone(String words, String ids) {
        assertThat(find(words)).isEqualTo(ids);
    }

    @Test
    void aMomentAfterAllOfASecondIsBehindIt() {
        assertNothing("tmod>2026-11-22T22:30:00Z");
        assertNothing("submitted!=2026-11-10");
        assertNothing("since=10m");
    }

    @Test
    void onlyTheNewestAttemptCounts() {
        Histories.begin(history, List.of(history.experiment(2).orElseThrow()), "gpu1", NOW);

        assertNothing("cluster=triton");
        assertThat(find("lang and @live")).isEqualTo("2,3");
        assertThat(find("val_loss=*")).isEqualTo("3");
        assertThat(find("@missing")).isEqualTo("2,4,5,8");
    }

    @Test
    void noWordsSelectAllThatIsNotDeleted() {
        assertThat(history.find(Selection.parse(List.of())))
                .isEqualTo(history.all())
                .extracting(ExperimentRow::id)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(history.withIds(List.of(9L, 2L, 77L, 1L)))
                .extracting(ExperimentRow::id)
                .containsExactly(1L, 2L, 9L);
    }

    @Test
    void aFolderIsFoundThroughLinksAndAfterItIsGone() throws Exception {
        Files.createDirectories(folder.resolve("twins/a"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("twins/a"));
        assertThat(find("./link")).isEqualTo("6");
        assertThat(find(folder + "/twins/../twins/b")).isEqualTo("7");
        assertFault(
                "./vision/sub",
                ExitCode.NOT_FOUND,
                "no experiment was defined from the folder " + folder,
                "neroman add");
        assertFault("folder=./vision/sub", ExitCode.NOT_FOUND, "no experiment matches 'folder=./vision/sub'", "");
    }

    @Test
    void namesWithAnEqualSignAreFound() {
        define(CHANGED, "signs", "lang/lr=3", Map.of());
        define(CHANGED, "signs", "a=b", Map.of("k", 1L));
        assertThat(find("a=b, lang/lr=3")).isEqualTo("10,11");
        assertThat(find("lr=3, a=b")).isEqualTo("11");
    }

    @Test
    void ambiguousNamesListWhatTheyMayMean() {
        assertFault(
                "deep_a-1",
                ExitCode.USAGE,
                "'deep_a-1' is the last part of 2 names: 4 vision/deep_a-1, 8 lang/deep_a-1",
                "use the ids");
        assertFault("twin", ExitCode.USAGE, "'twin' is defined in 2 folders: 6 twin, 7 twin", "use the ids");
    }

    @Test
    void everythingUnknownIsToldAtOnceWithTheNearest() {
        assertFault(
                "1-4 10 12,99 9 lnag zzzzzz, lrr>3, param.actt=x, metric.vall_loss<3",
                ExitCode.NOT_FOUND,
                "no experiment has the id 10,12,99 (3 ids); 9 was deleted on 2026-11-25;"
                        + " no experiment or collection is called 'lnag', 'zzzzzz'; did you mean 'lang'?;"
                        + " no experiment has a parameter or metric 'lrr'; did you mean 'lr'?;"
                        + " no experiment has a parameter 'actt'; did you mean 'act'?;"
                        + " no experiment has a metric 'vall_loss'; did you mean 'val_loss'?",
                "neroman status shows ids 1-8 and their names");
        assertFault("8-10", ExitCode.NOT_FOUND, "no experiment has the id 10; 9 was deleted on 2026-11-25", "");
        history.delete(List.of(8L), Instant.parse("2026-11-25T10:00:00Z"));
        assertFault("7-9", ExitCode.NOT_FOUND, "8-9 were deleted on 2026-11-25", "");
        assertFault("stat=failed", ExitCode.NOT_FOUND, "did you mean 'state'?", "");
    }

    @Test
    void aHugeRangeCostsNothing() {
        assertFault(
                "1-100000000000000000",
                ExitCode.NOT_FOUND,
                "no experiment has the id 10-100000000000000000 (99,999,999,999,999,991 ids)",
                "");
    }

    @Test
    void wordsThatMeanAConditionGetIt() {
        assertFault("lr", ExitCode.NOT_FOUND, "is called 'lr'", "did you mean 'lr>0.01'? quote it");
        assertFault("val_loss", ExitCode.NOT_FOUND, "is called 'val_loss'", "did you mean 'val_loss>0.01'?");
        assertFault("failed", ExitCode.NOT_FOUND, "is called 'failed'", "did you mean 'state=failed'?");
        assertFault("paper", ExitCode.NOT_FOUND, "is called 'paper'", "did you mean 'tag=paper'?");
        assertFault("triton", ExitCode.NOT_FOUND, "is called 'triton'", "did you mean 'cluster=triton'?");
    }

    @Test
    void whatMatchesNothingIsNotFound() {
        assertFault(
                "lang and state=lost",
                ExitCode.NOT_FOUND,
                "no experiment matches 'lang and state=lost'",
                "neroman status");
        assertFault("x*", ExitCode.NOT_FOUND, "no experiment matches 'x*'", "neroman status");
        assertFault("(1-3) and 5", ExitCode.NOT_FOUND, "no experiment matches", "");
        assertThat(find("state=lost, 3")).isEqualTo("3");
    }

    @Test
    void textsHaveNoOrder() {
        assertFault("act<5", ExitCode.USAGE, "'<' compares numbers, and no experiment has one as 'act'", "act=a*");
        assertFault(
                "val_loss=good", ExitCode.USAGE, "'val_loss' is a metric, a number, and 'good' is none", "val_loss=*");
    }

    @Test
    void nothingIsFoundInAnEmptyHistory() {
        var empty = History.open(folder.resolve("empty/history.db"), Samples.HOME);
        for (var words : List.of("1", "lang", "lr>3", "@last", "all", "x*")) {
            assertThatThrownBy(() -> empty.find(Selection.parse(List.of(words))))
                    .isInstanceOfSatisfying(NeronetException.class, e -> {
                        assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND);
                        assertThat(e.hint()).contains("nothing is defined yet: neroman add FOLDER");
                    });
        }
        assertThat(empty.find(Selection.parse(List.of()))).isEmpty();
        empty.close();
    }

    @Test
    void theLargestSelectionsAreAnswered() {
        var names = IntStream.range(0, 999).mapToObj(i -> "tag=t" + i).collect(Collectors.joining(","));
        assertThat(find(names + ",3")).isEqualTo("3");
        assertThat(find("not (".repeat(24) + "state=failed" + ")".repeat(24))).isEqualTo("2");
        assertThat(find("lang " + "and (not lr=0.2 ".repeat(24) + ")".repeat(24)))
                .isEqualTo("2,3");
        assertThat(find(IntStream.range(0, 500).mapToObj(i -> "lr>0").collect(Collectors.joining(" and "))))
                .isEqualTo("2,4,8");
        var ids = LongStream.rangeClosed(1, 20_000).map(i -> 1 + i % 8).boxed().toList();
        assertThat(find(ids.toString().replaceAll("[\\[\\] ]", ""))).isEqualTo("1,2,3,4,5,6,7,8");
    }

    @Test
    void theUsersTextIsNeverSql() {
        var word = "x' OR 1=1 --";
        assertThatThrownBy(() -> find("\"" + word + "\"")).hasMessageContaining("is neither an id");
        assertNothing("tag=\"" + word + "\"");
        assertNothing("act=\"" + word + "\"");
        assertFault("\"" + word + "\"<3", ExitCode.NOT_FOUND, "parameter or metric '" + word + "'", "");
    }

    @Test
    void everySelectionIsAnsweredOrRefused() {
        var random = new Random(11);
        var pieces = List.of(
                "2",
                "1-8",
                "lang",
                "*",
                "d*",
                "@last",
                "@failed",
                "@missing",
                "@live",
                "all",
                "state=failed",
                "state!=lost",
                "lr>0.01",
                "lr!=0.1",
                "act=re*",
                "val_loss<1",
                "min.val_loss>0",
                "tag=paper",
                "note!=x",
                "since=2d",
                "ended<1d",
                "params=*a*",
                "exit=0",
                "id>3",
                "collection!=lang",
                "folder=.",
                "cluster=t*");
        for (int i = 0; i < 1_000; i++) {
            var text = expression(random, pieces, 4);
            assertThat(find(text)).as(text).matches("[0-9,]*");
        }
    }

    private static String expression(Random random, List<String> pieces, int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind == 0) {
            return pieces.get(random.nextInt(pieces.size()));
        }
        var left = "(" + expression(random, pieces, depth - 1) + ")";
        return kind == 1 ? "not " + left : left + (kind == 2 ? " and " : ", ") + expression(random, pieces, depth - 1);
    }

    @Test
    void idsAreShownAsRanges() {
        assertThat(IdRanges.text(List.of(7L, 5L, 6L, 6L, 9L))).isEqualTo("5-7,9");
        assertThat(IdRanges.describe(List.of(7L, 7L, 5L, 6L, 8L))).isEqualTo("4 experiments: 5-8");
        assertThat(IdRanges.describe(List.of(7L))).isEqualTo("1 experiment: 7");
        assertThat(IdRanges.text(
                        LongStream.range(0, 100).map(i -> 2 * i).boxed().toList()))
                .endsWith("38,…");
        assertThat(IdRanges.text(List.of())).isEmpty();
    }

    /** The ids; nothing when no experiment matches. */
    private String find(String... words) {
        var selection = Selection.parse(List.of(words)).from(new Viewpoint(folder, NOW, ZoneId.of("Europe/Helsinki")));
        try {
            return history.find(selection).stream()
                    .map(row -> String.valueOf(row.id()))
                    .collect(Collectors.joining(","));
        } catch (NeronetException e) {
            assertThat(e).hasMessageStartingWith("no experiment matches '");
            return "";
        }
    }

    private void assertNothing(String words) {
        assertThat(find(words)).isEmpty();
    }

    private void assertFault(String words, ExitCode code, String message, String hint) {
        var selection = Selection.parse(List.of(words)).from(new Viewpoint(folder, NOW, ZoneId.of("Europe/Helsinki")));
        assertThatThrownBy(() -> history.find(selection))
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.hint().orElse("")).contains(hint);
                })
                .hasMessageContaining(message);
    }

    private static Map<String, Object> parameters(Object... namesAndValues) {
        var parameters = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    private static void define(Instant at, String in, String name, Map<String, Object> parameters) {
        var experiment = new Experiment(
                name,
                name.contains("/") ? Optional.of(name.substring(0, name.indexOf('/'))) : Optional.empty(),
                folder.resolve(in),
                parameters,
                new Run(List.of("run", parameters.toString()), Map.of(), List.of(), Resources.DEFAULT, List.of(), 0, 0),
                new Code(List.of(), List.of(), Optional.empty()),
                Results.ALL,
                List.of(),
                Optional.empty(),
                JsonObject.empty(),
                "config.yaml:1");
        Histories.define(history, List.of(experiment), at);
    }

    private static void run(long id, String cluster, AttemptState state, int exit, String reason) {
        Histories.begin(history, List.of(history.experiment(id).orElseThrow()), cluster, DEFINED);
        var key = new AttemptKey(Samples.HOME, id, 1);
        var events = new ArrayList<Event>(List.of(new Event.Submitted(key, DEFINED.plus(Duration.ofHours(1)))));
        if (state != AttemptState.SUBMIT_FAILED) {
            var start = DEFINED.plus(Duration.ofHours(13));
            events.add(new Event.Started(key, start, "node" + id, Optional.of("77_" + id)));
        }
        if (state.isEnd()) {
            var code = state == AttemptState.SUBMIT_FAILED ? Optional.<Integer>empty() : Optional.of(exit);
            events.add(new Event.Ended(key, DEFINED.plus(Duration.ofDays(1)), state, code, reason, "exit file"));
        }
        history.record(events);
    }

    private static void measure(long id, double... losses) {
        var samples = new ArrayList<MetricSample>();
        Arrays.stream(losses).forEach(loss -> {
            samples.add(new MetricSample("val_loss", samples.size(), loss, samples.size()));
            samples.add(new MetricSample("loss", samples.size(), 1, samples.size()));
        });
        history.record(
                List.of(new Event.Metrics(new AttemptKey(Samples.HOME, id, 1), DEFINED, MetricSource.STDOUT, samples)));
    }
}
