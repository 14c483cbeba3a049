package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationManualTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("(\\w+): '([^']*)'");

    @Test
    void theExamplesOfTheChapterAreReadAsItSays() throws IOException {
        var blocks = BLOCK.matcher(manual()).results().toList();
        var seen = new ArrayList<String>();

        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).group(1).equals("result")) {
                var input = blocks.get(i - 1);
                var reader = input.group(1).equals("text") ? declared(blocks.get(i - 2)) : input.group(1);
                assertThat(read(input, blocks.get(i - 2 < 0 ? 0 : i - 2)))
                        .as(input.group(2))
                        .isEqualTo(reader + "\n" + blocks.get(i).group(2));
                seen.add(reader);
            }
        }

        assertThat(seen)
                .containsExactly(
                        "lammps",
                        "gromacs",
                        "namd",
                        "qe",
                        "openfoam",
                        "gaussian",
                        "vasp",
                        "amber",
                        "caffe",
                        "mxnet",
                        "regex",
                        "regex",
                        "table");
    }

    private static String read(MatchResult input, MatchResult above) {
        boolean installed = !input.group(1).equals("text");
        var reader = installed
                ? new OutputReader(List.of())
                : new OutputReader(List.of(), List.of(SampleText.reader(declared(above), spec(above)::start)));
        var bytes = input.group(2).getBytes(StandardCharsets.UTF_8);
        var samples = reader.trace(bytes, bytes.length);
        var rows = new LinkedHashMap<String, String>();
        for (var traced : samples) {
            var sample = traced.sample();
            rows.merge(plain(sample.step()), sample.name() + "=" + plain(sample.value()), (a, b) -> a + " " + b);
        }
        var text = new StringBuilder(samples.get(0).reader()).append('\n');
        rows.forEach((step, row) -> text.append(step).append(": ").append(row).append('\n'));
        return text.toString();
    }

    private static String declared(MatchResult yaml) {
        return yaml.group(2).contains("as: table") ? "table" : "regex";
    }

    private static LineSpec spec(MatchResult yaml) {
        var values = new LinkedHashMap<String, String>();
        QUOTED.matcher(yaml.group(2)).results().forEach(found -> values.put(found.group(1), found.group(2)));
        return values.containsKey("regex")
                ? new RegexSpec(values.get("regex"), Optional.ofNullable(values.get("name")), Map.of())
                : new TableSpec(
                        Optional.ofNullable(values.get("start")),
                        Optional.ofNullable(values.get("end")),
                        Optional.empty());
    }

    private static String plain(double number) {
        var text = String.valueOf(number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String manual() throws IOException {
        var name = "docs/manual/metrics-simulation-codes.md";
        return Files.readString(Stream.of(Path.of(name), Path.of("..", name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow());
    }
}
