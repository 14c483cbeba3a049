package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neronet.man.config.ClustersFile;
import org.neronet.man.config.Preferences;
import org.neronet.man.config.PreferencesFile;
import org.neronet.man.config.Templates;
import org.neronet.man.submit.CodeSnapshots;

/** Every example in the files that init writes is valid where it stands. */
class TemplatesTest {
    private static final Pattern EXAMPLE = Pattern.compile("( *)#([^ #].*)");
    private static final String ORIGINAL_KEY = "#   ";

    @TempDir
    Path folder;

    /** Numbers of the lines that belong to one example. */
    private record Example(Templates template, List<Integer> lines) {
        String key() {
            return template.text().lines().toList().get(lines.get(0)).replaceAll("^ *#|:.*", "");
        }

        /** The file with this example in force. */
        String text() {
            return uncommented(template, lines);
        }

        @Override
        public String toString() {
            return template + " " + key() + " " + lines;
        }
    }

    private static String uncommented(Templates template, List<Integer> numbers) {
        var lines = template.text().lines().collect(Collectors.toCollection(ArrayList::new));
        numbers.forEach(number -> lines.set(number, lines.get(number).replaceFirst("#", "")));
        return String.join("\n", lines) + "\n";
    }

    static Stream<Example> examples() {
        return Stream.of(Templates.values()).flatMap(template -> examples(template).stream());
    }

    private static List<Example> examples(Templates template) {
        var lines = template.text().lines().toList();
        var examples = new ArrayList<Example>();
        for (int i = 0; i < lines.size(); i++) {
            var head = EXAMPLE.matcher(lines.get(i));
            if (head.matches()) {
                var numbers = new ArrayList<>(List.of(i));
                while (i + 1 < lines.size() && lines.get(i + 1).startsWith(head.group(1) + "#  ")) {
                    numbers.add(++i);
                }
                examples.add(new Example(template, numbers));
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValidWhereItStands(Example example) {
        read(example.template(), example.text());
    }

    @ParameterizedTest
    @EnumSource
    void theFileAsItIsSaysNothingButIsValid(Templates template) {
        read(template, template.text());
        assertThat(template.text().lines()).allMatch(line -> line.length() <= 140);
    }

    @ParameterizedTest
    @EnumSource
    void allKeysTogetherAreValid(Templates template) {
        var firsts = examples(template).stream()
                .collect(Collectors.toMap(Example::key, Example::lines, (first, second) -> first))
                .entrySet()
                .stream()
                .filter(each -> !each.getKey().equals("outputs"))
                .flatMap(each -> each.getValue().stream())
                .toList();
        read(template, uncommented(template, firsts));
    }

    private void read(Templates template, String text) {
        var file = write(
                Map.of(
                                Templates.PREFERENCES, "preferences.yaml",
                                Templates.CLUSTERS, "clusters.yaml",
                                Templates.EXPERIMENT, "config.yaml")
                        .get(template),
                text);
        switch (template) {
            case PREFERENCES -> PreferencesFile.read(file);
            case CLUSTERS -> new ClustersFile(file).read();
            case EXPERIMENT -> experiments();
        }
    }

    private List<Experiment> experiments() {
        var specification = SpecFile.read(folder);
        assertThat(specification.warnings()).isEmpty();
        specification.experiments().forEach(new CodeSnapshots()::take);
        return specification.experiments();
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingIsSaidUntilAnExampleIsTaken() {
        assertThat(PreferencesFile.read(write("p", Templates.PREFERENCES.text())))
                .isEqualTo(Preferences.NONE);
        var clusters = new ClustersFile(write("c", Templates.CLUSTERS.text())).read();
        assertThat(clusters.byName()).containsOnlyKeys("local");
        assertThat(clusters.defaultCluster()).isEqualTo(Optional.empty());
        write("config.yaml", Templates.EXPERIMENT.text());
        assertThat(experiments())
                .extracting(each -> each.run().argv())
                .containsExactly(List.of("echo", "1"), List.of("echo", "2"));
    }

    @Test
    void everyKeyOfAnExperimentIsShown() {
        var known = SpecKeys.known();
        known.removeAll(List.of("command", "parameters", "parameter_format")); // The last one is an old spelling.

        assertThat(known)
                .allSatisfy(key -> assertThat(Templates.EXPERIMENT.text()).containsPattern("[#{, ]" + key + ": "));
    }

    @Test
    void theOriginalFormIsValidInsteadOfACommand() throws IOException {
        write("main.py", "print()\n");
        write(
                "config.yaml",
                Templates.EXPERIMENT
                        .text()
                        .lines()
                        .filter(line -> !line.startsWith("command:"))
                        .map(line -> line.startsWith(ORIGINAL_KEY) ? line.substring(ORIGINAL_KEY.length()) : line)
                        .collect(Collectors.joining("\n")));

        assertThat(experiments().get(1).run().argv()).containsExactly("python3", "main.py", "--x", "2");
    }

    @Test
    void anExampleOfAKeyCanBeShown() {
        assertThat(Templates.PREFERENCES.example("email")).contains("ada@example.org");
        assertThat(Templates.CLUSTERS.example("slots")).contains("4");
        assertThat(Templates.CLUSTERS.example("type")).contains("slurm");
        assertThat(Templates.CLUSTERS.example("none")).isEmpty();
    }
}
