package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;
import org.neronet.common.testing.NastyTexts;
import org.neronet.common.testing.YamlTexts;

/** A hundred thousand random values, from the file to the words of a program that really runs, byte for byte. */
class ArgvPropertyIT {
    private static final int FOLDERS = 2;
    private static final int MANY_FOLDERS = 10;
    private static final int RUNS = 50;
    private static final int VALUES = 200;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private final long seed = Long.getLong("neronet.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final NastyTexts texts = new NastyTexts(random);
    private final YamlTexts yaml = new YamlTexts(random);

    @Test
    void valuesReachTheProgramAsTheyAreWritten() {
        roundTrip(LAB.neroman(), "usual", "C.UTF-8", FOLDERS);
    }

    @Test
    @Tag("long")
    void manyValuesReachTheProgramAsTheyAreWritten() {
        roundTrip(LAB.neroman(), "many", "C.UTF-8", MANY_FOLDERS);
    }

    @Test
    void valuesReachTheProgramInTheCLocaleToo() {
        var neroman = LAB.anotherHome("home-c", Map.of("LC_ALL", "C", "LANG", "C"));
        roundTrip(neroman, "c", "C", FOLDERS);
        neroman.run("mum", "stop", "local").ok();
    }

    private void roundTrip(Neroman neroman, String name, String locale, int folders) {
        System.err.println("ArgvPropertyIT: -Dneronet.seed=" + seed);
        neroman.clusters("local: {slots: 4}");
        var dumps = ArgvDumps.make(LAB.stage(), name + "-dumps");
        var written = new ArrayList<List<String>>();
        var ids = new ArrayList<Long>();
        for (int i = 0; i < folders; i++) {
            var runs = runs();
            written.addAll(runs);
            ids.addAll(define(neroman, dumps, name + i, runs, i));
        }
        assertThat(ids).hasSize(folders * RUNS);

        neroman.run("submit", "local", ids.get(0) + "-" + ids.get(ids.size() - 1))
                .ok();
        // Asking for the states all the time would cost more than the runs.
        Await.until(LIMIT, () -> dumps.count() + " ran", () -> dumps.count() == ids.size());
        neroman.awaitStates(ids, "finished", LIMIT);

        for (int i = 0; i < ids.size(); i++) {
            compare(dumps.of(ids.get(i)), written.get(i), i);
        }
        assertThat(Stage.lines(dumps.folder().resolveSibling(name + "-dumps.locale")))
                .containsOnly(locale);
    }

    private List<List<String>> runs() {
        return Stream.generate(() -> Stream.generate(texts::next).limit(VALUES).toList())
                .limit(RUNS)
                .toList();
    }

    private List<Long> define(Neroman neroman, ArgvDumps dumps, String name, List<List<String>> runs, int number) {
        var lines = new ArrayList<String>();
        lines.add(number / 2 % 2 == 0 ? commandOfWords() : commandOfOneText());
        lines.add("env: {DUMPS: '" + dumps.folder() + "'}");
        lines.add("required_files: [dump.sh]");
        lines.addAll(number % 2 == 0 ? points(runs) : lists(runs));
        var folder = LAB.stage().experiment(name, lines);
        LAB.stage()
                .write(
                        folder.resolve("dump.sh"),
                        "cat /proc/$$/cmdline >\"$DUMPS/$NERONET_ID\"\necho \"${LC_ALL-$LANG}\" >>\"$DUMPS.locale\"\n");
        return neroman.add(folder);
    }

    private static String commandOfWords() {
        return words("command: [sh, dump.sh, ", "'{%1$s}'", ", ", "'-{%1$s}={%1$s}'", "]");
    }

    private static String commandOfOneText() {
        return words("command: >-\n  sh dump.sh ", "{%1$s}", " ", "-\"{%1$s}\"'={%1$s}'", "");
    }

    /** Every tenth value stands twice in its word, see {@link #word}. */
    private static String words(String begin, String one, String between, String two, String end) {
        return IntStream.range(0, VALUES)
                .mapToObj(i -> (i % 10 == 9 ? two : one).formatted(name(i)))
                .collect(Collectors.joining(between, begin, end));
    }

    private static String word(int i, String value) {
        return i % 10 == 9 ? "-" + value + "=" + value : value;
    }

    private static String name(int i) {
        return "p%03d".formatted(i);
    }

    private List<String> points(List<List<String>> runs) {
        var lines = new ArrayList<>(List.of("sweep:", "  points:"));
        for (var run : runs) {
            lines.add(IntStream.range(0, VALUES)
                    .mapToObj(i -> name(i) + ": " + yaml.write(run.get(i)))
                    .collect(Collectors.joining(", ", "  - {", "}")));
        }
        return lines;
    }

    private List<String> lists(List<List<String>> runs) {
        var lines = new ArrayList<>(List.of("sweep: zip", "parameters:"));
        for (int i = 0; i < VALUES; i++) {
            int column = i;
            lines.add(runs.stream()
                    .map(run -> yaml.write(run.get(column)))
                    .collect(Collectors.joining(", ", "  " + name(i) + ": [", "]")));
        }
        return lines;
    }

    private void compare(List<String> argv, List<String> values, int run) {
        var where = "neronet.seed=" + seed + ", run " + run;
        assertThat(argv).as(where).hasSize(2 + VALUES).startsWith("sh", "dump.sh");
        for (int i = 0; i < VALUES; i++) {
            assertThat(argv.get(2 + i)).as(where + ", value " + i).isEqualTo(word(i, values.get(i)));
        }
    }
}
