package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theExamplesOfTheChapterOnSweepsMakeTheRunsItSays() throws Exception {
        var manual = Stream.of(Path.of("docs/manual/sweeps.md"), Path.of("../docs/manual/sweeps.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        var sizes = YAML.matcher(Files.readString(manual))
                .results()
                .map(found -> experiments(found.group(1)).size())
                .toList();
        assertThat(sizes).containsExactly(4, 3 * 3 * 3 * 3, 4, 2, 20, 10, 5);
    }

    @Test
    void theExamplesOfTheChapterOnExperimentsAreValid() throws Exception {
        for (var file : List.of("main.py", "data/1.txt", "data/raw/one.csv", "lib/a/b.py")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "");
        }
        var manual = Stream.of(Path.of("docs/manual/experiments.md"), Path.of("../docs/manual/experiments.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        var examples = YAML.matcher(Files.readString(manual))
                .results()
                .map(found -> experiments(found.group(1)))
                .toList();
        assertThat(examples).extracting(List::size).containsExactly(4, 1, 2, 2, 1);
        assertThat(examples.get(1).get(0).code().exclude()).containsExactly("*.ckpt", "!best.ckpt", "data/raw/");
        assertThat(examples.get(2).get(0).run().workdir()).contains("runs/0.1");
        assertThat(examples.get(3).get(0).run().priority()).isEqualTo(10);
        assertThat(examples.get(3).get(1).run().retries()).isEqualTo(2);
        assertThat(examples.get(4).get(0).results())
                .isEqualTo(new Results(
                        List.of("*.json", "*.ckpt", "plots/"), List.of("tmp/", "epoch-*.ckpt"), 500_000_000));
    }

    private List<Experiment> experiments(String yaml) {
        try {
            Files.writeString(folder.resolve("config.yaml"), yaml);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var specification = SpecFile.read(folder);
        assertThat(specification.warnings()).as(yaml).isEmpty();
        return specification.experiments();
    }
}
