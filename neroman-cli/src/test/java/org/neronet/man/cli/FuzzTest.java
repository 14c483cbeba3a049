package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.man.config.ClustersFile;
import org.neronet.man.config.PosixWords;
import org.neronet.man.config.PreferencesFile;
import org.neronet.man.config.Problem;
import org.neronet.man.config.ProblemsFound;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.SpecFile;
import org.neronet.man.testing.FuzzRun;
import org.neronet.man.testing.Mutator;

/** Spoilt files and command lines are read or refused with their places; see {@link FuzzRun} for how to repeat one. */
class FuzzTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz");
    private static final int LIMIT = 50;

    @TempDir
    Path temporary;

    private Path folder;
    private int read;
    private int refused;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("exp"));
        for (var name : List.of("main.py", "main.sh", "data/1.txt", "lib/util.py", "lib/more.py")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        }
        Files.setPosixFilePermissions(folder.resolve("main.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void everySeedIsValid() throws IOException {
        for (var text : seeds("spec")) {
            assertThat(SpecFile.read(write("config.yaml", text), LIMIT).experiments())
                    .as(text)
                    .isNotEmpty();
        }
        for (var text : seeds("clusters")) {
            assertThat(new ClustersFile(write("clusters.yaml", text)).read().byName())
                    .as(text)
                    .containsKey("local");
        }
        for (var text : seeds("preferences")) {
            assertThat(PreferencesFile.read(write("preferences.yaml", text)).email())
                    .as(text)
                    .isPresent();
        }
    }

    @Test
    void spoiltExperimentFilesAreReadOrRefused() throws InterruptedException {
        new FuzzRun<>("config.yaml", 70, mutator("spec")::mutateBytes, text -> {
                    var file = write("config.yaml", text);
                    readOrRefuse(text, () -> check(SpecFile.read(file, LIMIT).experiments()));
                })
                .run();
        System.out.println("fuzz config.yaml: " + read + " read, " + refused + " refused");
        assertThat(read).isGreaterThan(0);
        assertThat(refused).isGreaterThan(0);
    }

    @Test
    void spoiltIgnoreFilesAreReadOrRefused() throws Exception {
        write("config.yaml", "command: run\n");
        new FuzzRun<>(".neronetignore", 4, mutator("ignore")::mutateBytes, text -> {
                    write(".neronetignore", text);
                    readOrRefuse(text, () -> check(SpecFile.read(folder, LIMIT).experiments()));
                })
                .run();
    }

    @Test
    void spoiltClusterFilesAreReadOrRefused() throws InterruptedException {
        new FuzzRun<>("clusters.yaml", 10, mutator("clusters")::mutateBytes, text -> {
                    var file = new ClustersFile(write("clusters.yaml", text));
                    readOrRefuse(text, () -> assertThat(file.read().byName()).containsKey("local"));
                })
                .run();
    }

    @Test
    void spoiltPreferencesAreReadOrRefused() throws InterruptedException {
        new FuzzRun<>("preferences.yaml", 6, mutator("preferences")::mutateBytes, text -> {
                    var file = write("preferences.yaml", text);
                    readOrRefuse(
                            text, () -> assertThat(PreferencesFile.read(file)).isNotNull());
                })
                .run();
    }

    @Test
    void spoiltCommandLinesAreDoneOrRefused() throws Exception {
        write("config.yaml", "collection: lang\ncommand: run {lr}\nparameters: {lr: [0.1, 0.2, 0.3]}\n");
        var lines = Files.readAllLines(SEEDS.resolve("lines.txt"));
        var odd = mutator("spec").odd();
        try (var neroman = new OpenNeroman(temporary.toRealPath())) {
            assertThat(neroman.run(List.of("add", "exp")).exit()).isZero();
            new FuzzRun<>("command line", 10, random -> words(lines, odd, random), words -> {
                        var done = neroman.run(words);
                        assertThat(done.exit()).isIn(0, 1, 2, 3, 4, 5);
                        assertThat(done.err())
                                .doesNotContain("internal fault")
                                .doesNotContain("\tat ")
                                .doesNotContain("\033");
                        assertThat(done.exit() == 0
                                        || done.err().contains("hint: ")
                                        || done.err().contains("fix: "))
                                .as(done.err())
                                .isTrue();
                    })
                    .run();
        }
    }

    private static List<String> seeds(String kind) {
        return mutator(kind).seeds().stream()
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static Mutator mutator(String kind) {
        return Mutator.of(SEEDS.resolve(kind), SEEDS.resolve("odd.txt"));
    }

    private Path write(String name, String bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void check(List<Experiment> experiments) {
        var names = new HashSet<String>();
        for (var experiment : experiments) {
            assertThat(names.add(experiment.name())).as(experiment.name()).isTrue();
            assertThat(experiment.run().argv()).isNotEmpty();
            var copy = Experiment.fromJson(Json.parseObject(experiment.toJson().toString()));
            assertThat(copy.run()).isEqualTo(experiment.run());
            assertThat(copy.parameters()).isEqualTo(experiment.parameters());
            assertThat(copy.code()).isEqualTo(experiment.code());
        }
        assertThat(experiments).isNotEmpty().hasSizeLessThanOrEqualTo(LIMIT);
    }

    private void readOrRefuse(String bytes, Runnable reading) {
        try {
            reading.run();
            read++;
        } catch (NeronetException e) {
            refused++;
            assertThat(e.code()).isEqualTo(ExitCode.USAGE);
            assertThat(e.getCause()).isInstanceOfSatisfying(ProblemsFound.class, found -> {
                assertThat(found.problems()).isNotEmpty();
                found.problems().forEach(problem -> check(problem, bytes));
            });
            assertThat(e.getMessage())
                    .hasSizeLessThan(50_000)
                    .doesNotContain("Exception")
                    .doesNotContain("\tat org.");
        }
    }

    /** The place is one of the file, and something is said. */
    private static void check(Problem problem, String bytes) {
        var lines = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .split("\r\n|[\n\r\u0085\u2028\u2029]", -1);
        assertThat(problem.line()).as(problem.text()).isBetween(1, lines.length);
        int length = lines[problem.line() - 1].length();
        assertThat(problem.column()).as(problem.text()).isBetween(1, length + 1);
        assertThat(problem.message()).isNotBlank().hasSizeLessThan(1000);
        assertThat(problem.fix()).as(problem.text()).isNotBlank();
    }

    /** Words of one line with words dropped, doubled, swapped, spoilt, or put in from others. */
    private static List<String> words(List<String> lines, List<String> odd, Random random) {
        var words = new ArrayList<>(PosixWords.texts(lines.get(random.nextInt(lines.size()))));
        var other = PosixWords.texts(lines.get(random.nextInt(lines.size())));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(words.size() + 1);
            int there = Math.min(at, words.size() - 1);
            switch (random.nextInt(6)) {
                case 0 -> words.add(at, odd.get(random.nextInt(odd.size())));
                case 1 -> words.add(at, other.get(random.nextInt(other.size())));
                case 2 -> words.addAll(other);
                case 3 -> words.add(at, words.isEmpty() ? "" : words.get(there));
                case 4 -> words.removeAll(words.isEmpty() ? Set.of() : Set.of(words.get(there)));
                default -> spoil(words, there, odd, random);
            }
        }
        words.removeIf(word -> word.indexOf('\0') >= 0); // No argument of a process has one.
        return words;
    }

    private static void spoil(List<String> words, int at, List<String> odd, Random random) {
        if (at >= 0) {
            var word = words.get(at);
            int cut = random.nextInt(word.length() + 1);
            words.set(at, word.substring(0, cut) + odd.get(random.nextInt(odd.size())) + word.substring(cut));
        }
    }
}
