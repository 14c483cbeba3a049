package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The original Neronet's example configurations: what is said of them, and the words that their programs are started with. */
class OriginalExamplesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private static ArgvDumps dumps;

    /** Stands before the real one on the PATH of the programs. */
    @BeforeAll
    static void aPythonThatNotesItsWords() throws Exception {
        dumps = ArgvDumps.make(LAB.stage(), "dumps");
        var bin = LAB.stage().privateFolder("pythons");
        for (var name : List.of("python", "python3")) {
            var script = bin.resolve(name);
            LAB.stage()
                    .write(
                            script,
                            "#!/bin/sh\nprintf '%s\\0' \"${0##*/}\" \"$@\" >'" + dumps.folder() + "'/\"$NERONET_ID\"\n"
                                    + "PATH=${PATH#*:}\nexec python3 \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        LAB.neroman().clusters("local: {slots: 2, setup: ['PATH=" + bin + ":$PATH']}");
    }

    @Test
    void langExpHasNestedBlocksAndConditions() {
        var folder = LAB.stage().example("lang_exp", "lang_exp");
        var experiments = defineAndRun(
                folder,
                "python3 main.py 1 2 data/1.txt 2",
                "python3 main.py 2 2 data/1.txt 2",
                "python3 main.py 34 2 data/1.txt 2",
                "python3 main.py 20 2 data/1.txt 2",
                "python3 main.py 1 0.50 data/1.txt 2",
                "python3 main.py 2 0.50 data/1.txt 2",
                "python3 main.py 34 0.50 data/1.txt 2",
                "python3 main.py 20 0.50 data/1.txt 2",
                "python3 main2.py va nen data/2.txt 400");

        assertThat(names(experiments))
                .hasSize(9)
                .startsWith("lang/lang_exp1_context-1")
                .contains("lang/lang_exp1_lang_exp3_context-34")
                .endsWith("lang/lang_exp2");
        var first = experiments.get(0);
        assertThat(first.path("metrics").path("error_rate").path("count").asInt())
                .isEqualTo(2);
        assertThat(first.path("warnings").toString()).contains("sbatch_args");
        assertThat(Path.of(experiments.get(8).path("results").asText(), "sample.txt"))
                .content()
                .startsWith("va")
                .hasSizeGreaterThan(2);
    }

    @Test
    void whatThisVersionDoesNotActOnIsSaid() {
        var folder = LAB.stage().example("lang_exp", "lang_said");

        for (var command : List.of("check", "add")) {
            assertThat(LAB.neroman().run(command, folder.toString()).ok().err())
                    .contains("kept, but without effect in this version: plot");
        }
    }

    @Test
    void thePlotOfLangExpDraws() {
        var folder = LAB.stage().example("lang_exp", "lang_plot");
        var draw = "import curves; curves.draw('curve.svg', None, True, ('error_rate', [3, 2.5, 1]))";

        var drawn = Run.of(LAB.account(), LIMIT, "sh", "-c", "cd '" + folder + "' && python3 -c \"" + draw + "\"");

        assertThat(drawn.exit()).as(drawn.toString()).isZero();
        assertThat(Stage.text(folder.resolve("curve.svg")))
                .contains("points=\"0.0,0.0 240.0,40.0 480.0,160.0\"", "<title>error_rate</title>");
    }

    @Test
    void theanotestIsInNoCollection() {
        var folder = LAB.stage().example("theanotest", "theanotest");
        var experiments = defineAndRun(folder, "python theanotest.py 100 20 10", "python theanotest.py 100 20 100");

        assertThat(names(experiments)).containsExactly("theanotest_training_steps-10", "theanotest_training_steps-100");
        for (var experiment : experiments) {
            assertThat(experiment.path("metrics").path("cost").path("count").asInt())
                    .isEqualTo(10);
            assertThat(Path.of(experiment.path("results").asText(), "results/model.json"))
                    .content()
                    .contains("bias");
        }
    }

    @Test
    void fibonacciIsAnEmptyBlock() {
        defineAndRun(
                LAB.stage().example("fibonacci", "fibonacci"),
                "python3 fibonacci.py 10 0 1 numbers.txt",
                "python3 fibonacci.py 10 0 2 numbers.txt",
                "python3 fibonacci.py 20 0 1 numbers.txt",
                "python3 fibonacci.py 20 0 2 numbers.txt",
                "python3 fibonacci.py 40 0 1 numbers.txt",
                "python3 fibonacci.py 40 0 2 numbers.txt");
    }

    @Test
    void fileioHasAFormatPerBlock() {
        defineAndRun(
                LAB.stage().example("fileio", "fileio"),
                "python3 copylines.py data/kalevala.txt copy.txt upper",
                "python3 copylines.py data/kalevala.txt copy.txt lower",
                "python3 copylines.py data/alphabet.txt copy.txt keep 1",
                "python3 copylines.py data/alphabet.txt copy.txt keep 100");
    }

    /** None of these words has a blank in it, so that lines say all. */
    private static List<JsonNode> defineAndRun(Path folder, String... commands) {
        var expected =
                Stream.of(commands).map(command -> List.of(command.split(" "))).toList();
        assertThat(checked(folder)).isEqualTo(expected);

        var ids = LAB.neroman().add(folder);
        LAB.neroman()
                .run("submit", "local", ids.get(0) + "-" + ids.get(ids.size() - 1))
                .ok();
        LAB.neroman().awaitStates(ids, "finished", LIMIT);
        LAB.neroman().run("fetch").ok();

        assertThat(ids.stream().map(dumps::of).toList()).isEqualTo(expected);
        var status = LAB.neroman().status();
        return ids.stream().map(status::experiment).toList();
    }

    private static List<List<String>> checked(Path folder) {
        var all = new ArrayList<List<String>>();
        for (var experiment :
                LAB.neroman().json("check", "--json", folder.toString()).path("experiments")) {
            var words = new ArrayList<String>();
            experiment.path("argv").forEach(word -> words.add(word.asText()));
            all.add(words);
        }
        return all;
    }

    private static List<String> names(List<JsonNode> experiments) {
        return experiments.stream()
                .map(experiment -> experiment.path("name").asText())
                .toList();
    }
}
