package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.json.Json;
import org.neronet.common.wire.ClusterSettings;

class SbatchCallTest {
    private static final List<String> ENVIRONMENT = List.of("HOME=/home/me", "LANG=fi_FI.UTF-8", "PATH=/usr/bin:/bin");

    @Test
    void everyResourceBecomesAnOptionBeforeTheUsersWords() throws Exception {
        var resources = new Resources(4, 2, Optional.of(8_000_000_000L), Optional.of(Duration.ofSeconds(3_601)));

        check("everything", Plans.with(resources, "--mem=9G", "-p", "gpu"), 63);
    }

    @Test
    void theClustersDefaultsAreLeftAlone() throws Exception {
        check("defaults", Plans.with(Resources.DEFAULT), 1);
    }

    @Test
    void aWarningOfTheTimeLimitGoesToTheParentAlone() throws Exception {
        check(
                "warned",
                Plans.watched(Plans.with(Resources.DEFAULT, "-p", "gpu"), "{\"before_time_limit\": \"5m\"}"),
                2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--signal=B:USR1@60", "--signal USR2", "-p gpu --signal=R:USR1@9"})
    void twoSignalsBeforeTheTimeLimitAreRefused(String words) {
        var plan = Plans.with(Resources.DEFAULT, words.split(" "));

        assertThat(SbatchCall.fault(plan, ClusterSettings.ofType("slurm"))).isEmpty();
        assertThat(SbatchCall.fault(
                                Plans.watched(plan, "{\"before_time_limit\": \"5m\"}"), ClusterSettings.ofType("slurm"))
                        .orElse(""))
                .startsWith("sbatch_args: --signal")
                .contains("before_time_limit");
    }

    @Test
    void whoHasLowPriorityStandsBackAndNobodyElseDoes() {
        for (int priority : List.of(-5, 0, 5)) {
            var json = Plans.with(Resources.DEFAULT).toJson().with("priority", priority);
            var plan = AttemptPlan.fromJson(Json.parseObject(json.toString()));
            var array = new JobArray("00112233445566aa", Path.of("/w/batch/t"), 1, plan);

            var slurm = SbatchCall.argv(array, ClusterSettings.ofType("slurm"), ENVIRONMENT);
            var gridEngine = QsubCall.argv(array, ClusterSettings.ofType("gridengine"), Map.of());

            assertThat(slurm.contains("--nice=5")).isEqualTo(priority < 0);
            assertThat(String.join(" ", gridEngine).contains(" -p -5 ")).isEqualTo(priority < 0);
        }
    }

    @Test
    void aJobOfSeveralAsksForItsSlotsAndItsRoundsAndIsNotWarned() {
        var one = new Resources(2, 0, Optional.of(1L << 30), Optional.of(java.time.Duration.ofMinutes(10)));
        var plan = Plans.watched(Plans.with(one), "{\"before_time_limit\": \"1m\"}");
        var array = new JobArray("00112233445566aa", Path.of("/w/batch/t"), 4, plan, new Packing(10, 4));

        var words = SbatchCall.argv(array, ClusterSettings.ofType("slurm"), ENVIRONMENT);

        assertThat(words).contains("--cpus-per-task=8", "--mem=4160M", "--time=31", "--array=1-4");
        assertThat(words).noneMatch(word -> word.startsWith("--signal"));
    }

    private static void check(String name, AttemptPlan plan, int attempts) throws Exception {
        var settings = new ClusterSettings(
                "slurm", Optional.empty(), Optional.empty(), List.of("--account=nlp"), List.of(), Optional.empty());
        var token = "00112233445566aa";
        var array = new JobArray(token, Path.of("/w/batch/" + token), attempts, plan);

        var words = SbatchCall.argv(array, settings, ENVIRONMENT);

        assertThat(String.join("\n", words) + "\n")
                .isEqualTo(Files.readString(Path.of("src/test/golden/sbatch/" + name + ".txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script.sh",
                "--wrap=id",
                "--test-only",
                "-W",
                "--wait",
                "--clusters=b",
                "-Mb",
                "--",
                "--mem=1 x",
                "-V",
                ":"
            })
    void wordsThatWouldChangeTheCallAreRefused(String words) {
        assertThat(SbatchCall.fault(List.of(words.split(" "))).orElse("")).startsWith("sbatch_args: ");
    }

    @Test
    void theWordsOfClusterAndExperimentAreJudgedTogether() {
        var settings = new ClusterSettings(
                "slurm", Optional.empty(), Optional.empty(), List.of("--account"), List.of(), Optional.empty());

        assertThat(SbatchCall.fault(Plans.with(Resources.DEFAULT, "nlp"), settings))
                .isEmpty();
        assertThat(SbatchCall.fault(Plans.with(Resources.DEFAULT, "nlp", "gpu"), settings))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--account nlp -p gpu", "--mem=3G --constraint=a", "-N 1", "--signal=B:USR1@60", "-x n1"})
    void ordinaryWordsAreFine(String words) {
        assertThat(SbatchCall.fault(List.of(words.split(" ")))).isEmpty();
    }
}
