package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every example runs on this machine and brings back the right results; {@code digits} does so in {@link LocalIT}. */
class ExamplesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    /** Runs a folder to its end and fetches the results. */
    private static Status run(Path folder, List<Long> ids) {
        LAB.neroman()
                .run("submit", "local", ids.get(0) + "-" + ids.get(ids.size() - 1))
                .ok();
        LAB.neroman().awaitStates(ids, "finished", LIMIT);
        LAB.neroman().run("fetch").ok();
        assertThat(folder.resolve("results")).isDirectory();
        return LAB.neroman().status();
    }

    private static List<String> result(Status status, long id, String file) {
        return Stage.lines(
                Path.of(status.experiment(id).path("results").asText()).resolve(file));
    }

    @Test
    void fibonacciBringsItsNumbers() {
        var folder = LAB.stage().example("fibonacci", "fibonacci");
        var ids = LAB.neroman().add(folder);
        assertThat(ids).hasSize(6);

        var status = run(folder, ids);

        // The last parameter varies fastest: n 10, second 1.
        assertThat(result(status, ids.get(0), "numbers.txt"))
                .containsExactly("0", "1", "1", "2", "3", "5", "8", "13", "21", "34");
        assertThat(result(status, ids.get(1), "numbers.txt"))
                .containsExactly("0", "2", "2", "4", "6", "10", "16", "26", "42", "68");
        assertThat(result(status, ids.get(5), "numbers.txt")).hasSize(40);
        assertThat(status.metric(ids.get(0), "fibonacci").path("last").asInt()).isEqualTo(34);
        assertThat(status.metric(ids.get(0), "fibonacci").path("count").asInt()).isEqualTo(10);
    }

    @Test
    void fileioCopiesWhatItWasGiven() {
        var folder = LAB.stage().example("fileio", "fileio");
        var ids = LAB.neroman().add(folder);
        assertThat(ids).hasSize(4);

        var status = run(folder, ids);

        var poem = Stage.lines(folder.resolve("data/kalevala.txt"));
        var alphabet = Stage.lines(folder.resolve("data/alphabet.txt"));
        assertThat(result(status, ids.get(0), "copy.txt"))
                .hasSize(poem.size())
                .startsWith("1 " + poem.get(0).toUpperCase(java.util.Locale.ROOT));
        assertThat(result(status, ids.get(1), "copy.txt"))
                .startsWith("1 " + poem.get(0).toLowerCase(java.util.Locale.ROOT));
        assertThat(result(status, ids.get(3), "copy.txt")).startsWith("100 " + alphabet.get(0));
        // Input files are no results; what the program printed comes along.
        var results = Path.of(status.experiment(ids.get(0)).path("results").asText());
        assertThat(results.toFile().list())
                .containsExactlyInAnyOrder("copy.txt", "neronet-stdout.txt", "neronet-stderr.txt");
        assertThat(Stage.lines(results.resolve("neronet-stdout.txt"))).hasSize(poem.size());
    }

    @Test
    void isingDrawsItsLattice() {
        var folder = LAB.stage().example("ising", "ising");
        var config = Stage.text(folder.resolve("config.yaml"));
        var two = config.replaceFirst("temperature: \\[.*]", "temperature: [1.6, 3.0]");
        assertThat(two).isNotEqualTo(config);
        LAB.stage().write(folder.resolve("config.yaml"), two);
        var ids = LAB.neroman().add(folder);
        assertThat(ids).hasSize(2);

        var status = run(folder, ids);

        assertThat(status.metric(ids.get(0), "magnetization").path("last").asDouble())
                .isGreaterThan(0.9);
        assertThat(status.metric(ids.get(1), "magnetization").path("last").asDouble())
                .isLessThan(0.3);
        assertThat(status.metric(ids.get(0), "energy").path("count").asInt()).isEqualTo(40);
        var picture = Path.of(status.experiment(ids.get(1)).path("results").asText(), "lattice.pgm");
        assertThat(Files.exists(picture)).isTrue();
        assertThat(Run.read(picture)).hasSize("P5\n128 128\n255\n".length() + 128 * 128);
    }
}
