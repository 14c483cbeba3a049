package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.process.ShellWords;
import org.neronet.common.testing.NastyTexts;
import org.neronet.common.testing.YamlTexts;

class ShellPropertyTest {
    private static final int RUNS = 25;
    private static final int VALUES = 200;

    /** How a value stands in the command, and what the program is to get. */
    private record Place(String text, UnaryOperator<String> word) {}

    private static final List<Place> PLACES = List.of(
            new Place("{%s}", value -> value),
            new Place("--x={%s}", value -> "--x=" + value),
            new Place("\"a {%s} $empty\"", value -> "a " + value + " "),
            new Place("'a {%s} $HOME'", value -> "a " + value + " $HOME"),
            new Place("\"$(printf '%%s.' {%s})\"", value -> value + "."));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void aShellGivesEveryValueOnAsItIs(String shell) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin", shell)), "there is no /bin/" + shell);
        long seed = Long.getLong("neronet.seed", System.nanoTime());
        var random = new Random(seed);
        var texts = new NastyTexts(random);
        for (int run = 0; run < RUNS; run++) {
            var values = Stream.generate(texts::next).limit(VALUES).toList();
            Files.writeString(folder.resolve("config.yaml"), config(shell, values, new YamlTexts(random)));

            var argv = SpecFile.read(folder).experiments().get(0).run().argv();

            assertThat(run(shell, argv))
                    .as("neronet.seed=%d, run %d", seed, run)
                    .isEqualTo(words(values));
        }
    }

    private static String config(String shell, List<String> values, YamlTexts yaml) {
        var command = IntStream.range(0, VALUES)
                .mapToObj(i -> PLACES.get(i % PLACES.size()).text().formatted("p" + i))
                .collect(Collectors.joining(" ", "  printf '%s\\0' ", "\n"));
        var parameters = IntStream.range(0, VALUES)
                .mapToObj(i -> "  p" + i + ": " + yaml.write(values.get(i)) + "\n")
                .collect(Collectors.joining());
        return "shell: " + shell + "\ncommand: >-\n" + command + "parameters:\n" + parameters;
    }

    private static List<String> words(List<String> values) {
        return IntStream.range(0, VALUES)
                .mapToObj(i -> PLACES.get(i % PLACES.size()).word().apply(values.get(i)))
                .toList();
    }

    /** As the parent on a cluster does it: from a file of quoted words, so that this JVM's locale has no say. */
    private List<String> run(String shell, List<String> argv) throws Exception {
        var file = folder.resolve("argv.sh");
        Files.writeString(file, "set -- " + ShellWords.quoteAll(argv) + "\nexec \"$@\"\n");
        var process = new ProcessBuilder("/bin/" + shell, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out).endsWith("\0");
        return List.of(out.substring(0, out.length() - 1).split("\0", -1));
    }
}
