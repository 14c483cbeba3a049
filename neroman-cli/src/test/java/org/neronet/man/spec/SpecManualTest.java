package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.process.ShellWords;

/** Every example of the manual's chapter on config.yaml gives what stands below it, and every key has one. */
class SpecManualTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```\\n```text\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ANY_YAML = Pattern.compile("```yaml\\n");
    private static final Pattern SECTION = Pattern.compile("(?m)^### (.*)$");

    @TempDir
    Path place;

    @Test
    void everyExampleGivesWhatStandsBelowIt() throws Exception {
        var manual = manual();
        var folder = folder();
        var found = EXAMPLE.matcher(manual).results().toList();
        assertThat(found).hasSize((int) ANY_YAML.matcher(manual).results().count());

        for (var example : found) {
            Files.writeString(folder.resolve("config.yaml"), example.group(1));
            var specification = SpecFile.read(folder);
            assertThat(specification.warnings()).as(example.group(1)).isEmpty();
            var lines = specification.experiments().stream()
                    .map(each -> each.name() + "  " + typed(each.run().argv()))
                    .toList();
            assertThat(lines)
                    .as(example.group(1))
                    .isEqualTo(example.group(2).replace("FOLDER", "exp").lines().toList());
        }
    }

    @Test
    void everyKeyHasASectionWithAnExampleOfIt() throws Exception {
        var documented = new TreeSet<String>();
        var manual = manual();
        var headings = SECTION.matcher(manual).results().toList();
        for (int i = 0; i < headings.size(); i++) {
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : manual.length();
            var section = manual.substring(headings.get(i).end(), end);
            for (var key : keys(headings.get(i).group(1))) {
                assertThat(section).as("an example of %s", key).containsPattern("(?m)(^|[ {])\\Q" + key + "\\E:");
                documented.add(key);
            }
        }
        var known = new TreeSet<>(SpecKeys.known());
        known.remove("parameter_format"); // Named with its other spelling.
        assertThat(documented).isEqualTo(known);
    }

    private static List<String> keys(String heading) {
        var keys = new ArrayList<String>();
        Pattern.compile("`([a-z_]+)`").matcher(heading).results().forEach(found -> keys.add(found.group(1)));
        return keys;
    }

    private static String manual() throws IOException {
        var name = "docs/manual/specifying-experiments.md";
        return Files.readString(Stream.of(Path.of(name), Path.of("..", name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow());
    }

    private Path folder() throws IOException {
        var folder = Files.createDirectories(place.resolve("exp"));
        Files.writeString(folder.resolve("main.py"), "print(1)\n");
        Files.writeString(folder.resolve("a.json"), "{}\n");
        Files.createDirectories(folder.resolve("data/raw"));
        Files.createDirectories(folder.resolve("lib/a"));
        Files.writeString(folder.resolve("lib/a/b.py"), "\n");
        Files.writeString(folder.resolve("data/raw/one.csv"), "1\n");
        Files.writeString(folder.resolve("data/1.txt"), "1\n");
        return folder;
    }

    private static String typed(List<String> argv) {
        return String.join(
                " ",
                argv.stream()
                        .map(word -> word.matches("[A-Za-z0-9_./=:,@%+-]+") ? word : ShellWords.quote(word))
                        .toList());
    }
}
