package org.neronet.common.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;

class ExperimentRecordsTest {
    private static final AttemptKey KEY = new AttemptKey("0123456789abcdef0123456789abcdef", 124, 2);

    @Test
    void keysComeBackAndAreOrdered() {
        assertThat(AttemptKey.fromJson(again(KEY.toJson()))).isEqualTo(KEY);
        assertThat(KEY.folderName()).isEqualTo("0123456789abcdef-124-2");
        assertThat(Stream.of(key("b", 1, 1), key("a", 2, 1), key("a", 1, 2), key("a", 1, 1))
                        .sorted())
                .containsExactly(key("a", 1, 1), key("a", 1, 2), key("a", 2, 1), key("b", 1, 1));
    }

    @Test
    void wrongKeysAreRefused() {
        assertThatThrownBy(() -> new AttemptKey("../" + "0".repeat(29), 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> key("a", 0, 1)).hasMessageContaining("start at 1");
        assertThatThrownBy(() -> key("a", 1, 0)).hasMessageContaining("start at 1");
    }

    @Test
    void plansComeBack() {
        var code = List.of(new CodeFile("src/a.py", 10, "a".repeat(64), true));
        var resources = new Resources(2, 1, Optional.of(1_000_000_000L), Optional.of(Duration.ofMinutes(5)));
        var plan = new AttemptPlan(
                KEY,
                "x-1",
                List.of("python3", "a b"),
                Map.of("K", "v"),
                List.of("ml x"),
                code,
                resources,
                List.of("-p", "gpu"),
                List.of("*.csv"),
                List.of("loss"),
                AttemptPlan.DEFAULT_RESULT_BYTES,
                List.of("*.ckpt", "!best.ckpt"),
                Optional.of("runs/a b"),
                -7,
                3,
                JsonObject.of("stop", List.of("nan")));

        assertThat(AttemptPlan.fromJson(again(plan.toJson()))).isEqualTo(plan);
        assertThat(Resources.fromJson(again(Resources.DEFAULT.toJson()))).isEqualTo(Resources.DEFAULT);
        assertThatThrownBy(() -> new AttemptPlan(
                        KEY,
                        "x",
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        Resources.DEFAULT,
                        List.of(),
                        List.of(),
                        List.of(),
                        1))
                .hasMessageContaining("command");
    }

    @Test
    void aPlanOfAnEarlierVersionIsReadWithoutWhatCameLater() {
        var earlier = new java.util.LinkedHashMap<>(
                plan(List.of(), Optional.empty()).toJson().asMap());
        List.of("results_exclude", "workdir", "priority", "retries").forEach(earlier::remove);

        assertThat(AttemptPlan.fromJson(again(JsonObject.ofMap(earlier)))).isEqualTo(plan(List.of(), Optional.empty()));
    }

    @Test
    void aPlanLeavesNeitherItsFolderNorDoubtsAboutItsPatterns() {
        assertThatThrownBy(() -> plan(List.of("[a"), Optional.empty())).hasMessageContaining("'[' without a ']'");
        assertThatThrownBy(() -> plan(List.of(), Optional.of("../x"))).hasMessageContaining("not a folder inside");
    }

    private static AttemptPlan plan(List<String> resultsExclude, Optional<String> workdir) {
        return new AttemptPlan(
                KEY,
                "x",
                List.of("run"),
                Map.of(),
                List.of(),
                List.of(),
                Resources.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                1,
                resultsExclude,
                workdir,
                0,
                0,
                JsonObject.empty());
    }

    @Test
    void impossibleResourcesAreRefused() {
        assertThatThrownBy(() -> new Resources(0, 0, Optional.empty(), Optional.empty()))
                .hasMessageContaining("cpus");
        assertThatThrownBy(() -> new Resources(1, 0, Optional.of(5L), Optional.empty()))
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> new Resources(1, 0, Optional.empty(), Optional.of(Duration.ZERO)))
                .hasMessageContaining("time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "../a", "a/../b", "a/./b", "a//b", "a/", ".", "a\0b"})
    void pathsThatLeaveTheirFolderAreRefused(String path) {
        assertThat(CodeFile.isSafe(path)).isFalse();
        assertThatThrownBy(() -> new CodeFile(path, 1, "a".repeat(64), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void digestsMustBeDigests() {
        assertThatThrownBy(() -> new CodeFile("a", 1, "xyz", false)).hasMessageContaining("SHA-256");
    }

    @Test
    void parentFilesAreLenient() {
        var file = ParentFile.parse("host=n1\n=x\nnoise\ntime=12.5\ncode=3\nempty=\nargs=a=b\n");

        assertThat(file.field("host")).contains("n1");
        assertThat(file.field("empty")).isEmpty();
        assertThat(file.field("args")).contains("a=b");
        assertThat(file.number("code")).contains(3L);
        assertThat(file.number("host")).isEmpty();
        assertThat(file.time())
                .hasValueSatisfying(at -> assertThat(at.toEpochMilli()).isEqualTo(12_500));
        assertThat(ParentFile.parse("time=7\n").time().orElseThrow().getEpochSecond())
                .isEqualTo(7);
        assertThat(ParentFile.parse("time=soon\n").time()).isEmpty();
    }

    @Test
    void ordersComeBack() {
        var orders = new KidOrders(KEY, "/x/endpoint", List.of("loss"), JsonObject.of("stop", List.of("nan")));

        assertThat(KidOrders.fromJson(again(orders.toJson()))).isEqualTo(orders);
    }

    @Test
    void everyFileOfAnAttemptHasItsPlace() {
        var folder = new AttemptFolder(Path.of("/a"));

        assertThat(Stream.of(
                        folder.work(),
                        folder.argv(),
                        folder.environment(),
                        folder.key(),
                        folder.orders(),
                        folder.claim(),
                        folder.start(),
                        folder.exit(),
                        folder.output(OutputStreamName.STDOUT),
                        folder.output(OutputStreamName.of("stderr")),
                        folder.spool(),
                        folder.settled()))
                .doesNotHaveDuplicates()
                .allMatch(path -> path.getParent().equals(folder.root()));
        assertThatThrownBy(() -> OutputStreamName.of("stdin")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void statesAreNamedInLowerCase() {
        for (var state : AttemptState.values()) {
            assertThat(AttemptState.ofWord(state.word())).isEqualTo(state);
        }
        assertThat(AttemptState.TIMED_OUT.word()).isEqualTo("timed_out");
        assertThat(AttemptState.DEFINED.isLive()).isFalse();
        assertThat(AttemptState.QUEUED.isLive()).isTrue();
        assertThat(AttemptState.LOST.isEnd()).isTrue();
    }

    private static AttemptKey key(String digit, long id, int attempt) {
        return new AttemptKey(digit.repeat(32), id, attempt);
    }

    private static JsonObject again(JsonObject json) {
        return Json.parseObject(json.toString());
    }
}
