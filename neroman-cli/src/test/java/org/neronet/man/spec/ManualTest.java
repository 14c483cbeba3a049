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
