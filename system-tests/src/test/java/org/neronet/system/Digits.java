package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.OutputStreamName;

/**
 * A copy of the example {@code digits} whose starts are counted.
 *
 * @param starts to which each start appends a line
 * @param options further words of the command, such as {@code --epochs 5}
 */
record Digits(Lab lab, Path folder, Path starts, List<String> options) {
    static Digits copy(Lab lab, String as, String options, Map<String, String> changes) {
        var folder = lab.stage().example("digits", as);
        var starts = lab.stage().user().resolve(as + ".starts");
        var config = Stage.text(folder.resolve("config.yaml"));
        for (var change : changes.entrySet()) {
            assertThat(config).contains(change.getKey());
            config = config.replace(change.getKey(), change.getValue());
        }
        config = config.replace("--seed {seed}", ("--seed {seed} " + options).strip());
        lab.stage().write(folder.resolve("config.yaml"), config + "env: {DIGITS_STARTS: '" + starts + "'}\n");
        return new Digits(lab, folder, starts, options.isEmpty() ? List.of() : List.of(options.split(" ")));
    }

    /** Six variations of five epochs. */
    static Digits six(Lab lab, String as) {
        return copy(lab, as, "--epochs 5", Map.of("lr: [0.001, 0.01, 0.1, 0.5]", "lr: [0.1]"));
    }

    /** Each experiment was started, and none twice. */
    void startedOnce(int experiments) {
        var lines = Stage.lines(starts);
        assertThat(new HashSet<>(lines)).as("experiments that started").hasSize(experiments);
        assertThat(lines).as("starts").hasSize(experiments);
    }

    /** Every value the program printed is known once, the last one as the last. */
    void metricsAreComplete(JsonNode experiment, AttemptFolder attempt) {
        var printed = Stage.lines(attempt.output(OutputStreamName.STDOUT));
        for (var name : List.of("val_loss", "val_acc")) {
            var values = printed.stream()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> Double.valueOf(line.substring(name.length() + 1)))
                    .toList();
            var metric = experiment.path("metrics").path(name);
            assertThat(values)
                    .as("values of %s in the output of %s", name, experiment)
                    .isNotEmpty();
            assertThat(metric.path("count").asInt())
                    .as("count of %s in %s", name, experiment)
                    .isEqualTo(values.size());
            assertThat(metric.path("last").asDouble()).as("last").isEqualTo(values.get(values.size() - 1));
            assertThat(metric.path("min").asDouble())
                    .as("min")
                    .isEqualTo(values.stream().min(Double::compare).orElseThrow());
            assertThat(metric.path("max").asDouble())
                    .as("max")
                    .isEqualTo(values.stream().max(Double::compare).orElseThrow());
        }
    }

    /** What {@code logs ID} gives is what the program wrote on the cluster, byte for byte. */
    void logsAreTheOutput(long id, AttemptFolder attempt) {
        var logs = lab.neroman().run("logs", Long.toString(id)).ok();
        assertThat(logs.bytes()).isEqualTo(Run.read(attempt.output(OutputStreamName.STDOUT)));
        assertThat(logs.err().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(Run.read(attempt.output(OutputStreamName.STDERR)));
    }

    /** The same variation without Neronet, in the account's own shell. */
    Run bare(JsonNode experiment) {
        var parameters = experiment.path("parameters");
        var words = new java.util.ArrayList<>(
                List.of("python3", folder.resolve("main.py").toString()));
        for (var name : List.of("lr", "hidden", "seed")) {
            words.addAll(List.of("--" + name, parameters.path(name).asText()));
        }
        words.addAll(options);
        var inFolder = "cd \"$0\" && exec \"$@\"";
        words.addAll(0, List.of("sh", "-c", inFolder, lab.stage().user().toString()));
        return Run.of(lab.account(), Map.of(), Duration.ofSeconds(60), words).ok();
    }

    /** The folder to which an experiment's results come. */
    Path results(JsonNode experiment) {
        var name = experiment.path("name").asText();
        var last = name.substring(name.lastIndexOf('/') + 1);
        return folder.resolve("results").resolve(experiment.path("id").asLong() + "-" + last);
    }

    /** {@code model.json} is there and tells of that very variation. */
    void resultIsThere(JsonNode experiment) {
        var model = results(experiment).resolve("model.json");
        assertThat(Files.exists(model)).as("%s of %s", model, experiment).isTrue();
        var json = Status.tree(Stage.text(model));
        for (var name : List.of("lr", "hidden", "seed")) {
            assertThat(json.path(name).asDouble())
                    .as(name)
                    .isEqualTo(experiment.path("parameters").path(name).asDouble());
        }
        assertThat(json.path("val_loss").asDouble())
                .isCloseTo(
                        experiment.path("metrics").path("val_loss").path("last").asDouble(),
                        org.assertj.core.data.Offset.offset(1e-6));
    }
}
