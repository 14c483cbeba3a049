package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.json.Json;
import org.neronet.common.json.JsonObject;
import org.neronet.common.rule.RuleParser;

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

    @Test
    void theExamplesOfTheChapterOnStopRulesAreTakenAndCanBeJudged() throws Exception {
        var manual = Stream.of(Path.of("docs/manual/stop-rules.md"), Path.of("../docs/manual/stop-rules.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        var rules = YAML.matcher(Files.readString(manual))
                .results()
                .map(found -> experiments(found.group(1)).get(0))
                .map(experiment -> JsonObject.of("watch", experiment.kept()).toString())
                .map(sent -> RuleParser.parse(Json.parseObject(sent).object("watch"), Set.of()))
                .toList();
        assertThat(rules).hasSize(6).extracting(List::size).containsExactly(4, 5, 5, 2, 1, 1);
    }
}
