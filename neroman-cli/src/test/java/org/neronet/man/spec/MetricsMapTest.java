package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.metric.MetricsSpec;

class MetricsMapTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theMapTravelsAsWritten() throws Exception {
        var experiment = read("""
                command: run
                metrics:
                  only: [loss]
                  read: [stdout, {from: "out/*.csv", delimiter: ";"}, {command: gmx energy, every: 5m}]
                  goal: {loss: min}
                  ignore: [eta]
                """);

        assertThat(experiment.metrics()).containsExactly("loss");
        var spec = MetricsSpec.of(experiment.kept(), experiment.metrics());
        assertThat(spec.only()).containsExactly("loss");
        assertThat(spec.read()).hasSize(3);
        assertThat(spec.goal()).containsEntry("loss", "min");
        assertThat(spec.ignore()).containsExactly("eta");
    }

    @Test
    void aGoalInTheMapServesTheRules() throws Exception {
        assertThat(read("""
                command: run
                metrics: {goal: {thing: max}}
                stop: [{metric: thing, patience: 3}, {when: best(thing) > 5}]
                """).kept().has("stop")).isTrue();
        assertThatThrownBy(
                        () -> read("command: run\nmetrics: {goal: {other: max}}\nstop: {metric: thing, patience: 3}\n"))
                .hasMessageContaining("goal: min or goal: max");
    }

    @Test
    void aListOfNamesIsNoMap() throws Exception {
        var experiment = read("command: run\nmetrics: [loss]\n");

        assertThat(experiment.metrics()).containsExactly("loss");
        assertThat(experiment.kept().has("metrics")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{raed: [stdout]}                             | 2:11 | did you mean 'read'?",
                "{only: ['']}                                 | 2:17 | a metric's name has 1 to 200 characters",
                "{goal: {loss: best}}                         | 2:24 | 'loss' cannot be 'best'",
                "{ignore: ['[x']}                             | 2:20 | without a ']'",
                "{ignore: [{a: 1}]}                           | 2:20 | 'ignore' is a list of patterns",
                "{read: [3]}                                  | 2:18 | an entry of read is a path",
                "{read: [{form: x}]}                          | 2:19 | did you mean 'from'?",
                "{read: [{as: csv}]}                          | 2:18 | needs from, or command",
                "{read: [{from: x, as: cvs}]}                 | 2:32 | there is no reader 'cvs'",
                "{read: [{from: x, regex: 'a(b'}]}            | 2:35 | is no regular expression",
                "{read: [{from: x, delimiter: ab}]}           | 2:39 | delimiter is one character",
                "{read: [{command: x, every: soon}]}          | 2:38 | is no time such as 5m",
                "{read: [{from: x, every: 5m}]}               | 2:35 | every is for command",
                "{read: [{from: ../x}]}                       | 2:18 | leads out",
            })
    void faultsAreNamedWithTheirPlace(String map, String place, String message) throws Exception {
        Files.writeString(folder.resolve("config.yaml"), "command: run\nmetrics: " + map + "\n");

        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("config.yaml:" + place + ": error: ")
                .hasMessageContaining(message);
    }

    @Test
    void theExamplesOfTheManualAreUnderstood() throws Exception {
        var manual = Files.readString(Path.of("../docs/manual/metrics-files.md"));
        var examples = YAML.matcher(manual).results().toList();
        assertThat(examples).isNotEmpty();
        for (var example : examples) {
            var experiment = read("command: run\n" + example.group(1));
            assertThat(MetricsSpec.of(experiment.kept(), experiment.metrics()).read())
                    .as(example.group(1))
                    .isNotNull();
        }
    }

    private Experiment read(String text) throws IOException {
        Files.writeString(folder.resolve("config.yaml"), text);
        return SpecFile.read(folder).experiments().get(0);
    }
}
