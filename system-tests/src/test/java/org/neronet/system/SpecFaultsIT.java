package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with an experiment folder is said with its place and a way out, before anything is defined. */
class SpecFaultsIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    static Stream<Arguments> filesThatAreNoYaml() {
        return Stream.of(
                arguments("tab", "command: x\nparameters:\n\ta: 1\n", "3:1: error: a tab indents this line"),
                arguments("colon", "command: a: b\n", "1:11: error: not YAML: mapping values are not allowed"),
                arguments("at", "command: @x\n", "1:10: error: not YAML: while scanning for the next token"),
                arguments("quote", "command: 'x\n", "2:1: error: not YAML: while scanning a quoted scalar"),
                arguments("control", "command: x\ncustom_msg: a\001b\n", "2:14: error: control character U+0001"),
                arguments("two", "command: x\n---\ncommand: y\n", "2:1: error: a second document begins here"),
                arguments("tag", "command: !!python/object x\n", "1:10: error: tags such as '!!python/object'"),
                arguments(
                        "alias", "command: x\nparameters: {a: *b}\n", "2:17: error: no '&b' stands before this alias"),
                arguments("twice", "command: x\ncommand: y\n", "2:1: error: 'command' is here for the second time"),
                arguments("key", "command: x\n{a: 1}: y\n", "2:1: error: a key must be a plain word"),
                arguments("list", "- a\n- b\n", "1:1: error: the file must hold keys and values, not a list"),
                arguments("empty", "# nothing\n", "1:1: error: no experiment in this file"),
                arguments("latin", "command: \u00e4\n", "1:10: error: the file is not UTF-8: bad byte at offset 9"),
                arguments("utf16", "\u00ff\u00fec\0", "1:1: error: the file is UTF-16, not UTF-8"),
                arguments("deep", "plot: " + "[".repeat(60) + "]".repeat(60), "1:56: error: nested deeper than 50"),
                arguments("big", "# " + "x".repeat(1 << 20), "1:1: error: the file is larger than 1 MiB"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filesThatAreNoYaml")
    void aFileThatCannotBeReadIsAFaultWithItsPlace(String name, String text, String fault) throws IOException {
        var folder = LAB.stage().experiment(name, List.of());
        Files.write(folder.resolve("config.yaml"), text.getBytes(StandardCharsets.ISO_8859_1));

        var check = LAB.neroman().run("check", folder.toString()).exits(2);

        assertThat(check.out()).isEmpty();
        assertThat(check.err()).startsWith(folder + "/config.yaml:" + fault);
        assertThat(check.err()).contains("\nfix: ").doesNotContain("\tat ");
    }

    @Test
    void everyFaultOfAFileIsFoundAtOnce() throws IOException {
        var folder = LAB.stage()
                .experiment(
                        "many",
                        List.of(
                                "collection: all",
                                "colection: x",
                                "sweep: 1",
                                "command: python3 main.py {lrr} {x} | tee log {open",
                                "shell: [sh]",
                                "run_command_prefix: python3",
                                "main_code_file: ../out.py",
                                "parameters: {1bad: 3, lr: [], two: [1, 1, [3]], x: {from: 1}}",
                                "env: {A-B: 1, C: [1], D: '{nope}'}",
                                "setup: {a: 1}",
                                "resources: {cpu: 2, cpus: 0, gpus: many, memory: 8, time: '10:30', pack: few}",
                                "sbatch_args: --array=1-3 -o out --qos=low",
                                "required_files: [nosuch.py, /abs, ../up, '', {a: 1}, dangling, pipe, mian.sh]",
                                "outputs: [/etc, ../x]",
                                "metrics: [1, ok]",
                                "custom_msg: [a]",
                                "+ba d: {command: [1, [2], null]}",
                                "+none: {command: ''}",
                                "+open: {command: \"echo 'x\"}",
                                "+text: text",
                                "+both: {run_command_prefix: sh, main_code_file: main.sh, parameters_format: '{x}',"
                                        + " parameter_format: '{x}'}",
                                "+zero: {command: \"a\\0b\", env: {E: \"\\0\"}, setup: \"\\0\"}",
                                "+last: {command: 'x', sbatch_args: ['-a1'], resources: [1], metrics: '', env: 3}"));
        LAB.stage().write(folder.resolve("main.sh"), "true\n");
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        Run.of(LAB.account(), Neroman.LIMIT, "mkfifo", folder + "/pipe").ok();

        var check = LAB.neroman().run("check", "--json", folder.toString()).exits(2);

        assertThat(check.err())
                .contains("config.yaml:1:13: error: 'all' is a reserved word")
                .contains(" more");
        var found = errors(Status.tree(check.out()));
        assertThat(found)
                .contains(
                        "2:1 unknown key 'colection'; did you mean 'collection'?",
                        "3:8 'sweep' cannot be the number 1",
                        "4:26 no parameter for the placeholder '{lrr}'; did you mean 'lr'?",
                        "4:46 '{' without a '}' behind it",
                        "4:36 '|' is for a shell, and there is none",
                        "5:8 'shell' must be true, false or the name of a shell, not a list",
                        "6:21 'command' and 'run_command_prefix' exclude each other",
                        "7:17 '../out.py' leads out of the experiment folder " + folder,
                        "8:14 '1bad' cannot name a parameter",
                        "8:27 0 combinations: the list of 'lr' is empty",
                        "8:40 'two' has the value 1 twice; first in line 8, column 37",
                        "8:43 a value of 'two' must be one text or number, not a list",
                        "8:52 'x': no way to vary is called 'from'",
                        "9:7 'A-B' cannot name an environment variable",
                        "9:18 the variable 'C' must be one text, not a list",
                        "9:27 no parameter for the placeholder '{nope}'",
                        "10:8 'setup' must be one text or a list of texts, not a map of keys and values")
                .contains(
                        "11:13 unknown key 'cpu'; did you mean 'cpus'?",
                        "11:27 'cpus' must be a whole number from 1 to 100000, not the number 0",
                        "11:36 'gpus' must be a whole number from 0 to 100000, not the text 'many'",
                        "11:50 memory cannot be '8'",
                        "11:59 time '10:30' may be hours and minutes or minutes and seconds",
                        "11:74 pack cannot be 'few'",
                        "12:14 '--array' is set by Neronet itself",
                        "12:26 '-o' is set by Neronet itself",
                        "13:29 '/abs' is not in the experiment folder",
                        "13:42 'required_files' has an empty path",
                        "13:54 " + folder + "/dangling is a link to nothing (nowhere)",
                        "13:64 " + folder + "/pipe is a FIFO, not a file or folder",
                        "14:10 '/etc' cannot be an output: it is not in the working folder",
                        "15:11 'metrics' must be a list of names, not the number 1",
                        "16:13 'custom_msg' must be one text, not a list")
                .contains(
                        "17:22 each word of 'command' must be a text, not a list",
                        "18:1 'none' is a reserved word and cannot name an experiment; so are all, and, any, aux, con, last, none, not, nul, or, prn",
                        "18:18 the command is empty",
                        "19:18 'command': the quote ' has no end",
                        "20:8 '+text' must be a block of keys, or nothing, not the text 'text'",
                        "22:18 a NUL character cannot be part of an argument",
                        "23:37 '-a' is set by Neronet itself");
        assertThat(found).anyMatch(line -> line.matches("13:70 .*no such file .*/mian.sh; did you mean 'main.sh'\\?"));
        assertThat(LAB.neroman().run("add", folder.toString()).exits(2).out()).isEmpty();
        assertThat(LAB.neroman().status().ids()).isEmpty();
    }

    private static List<String> errors(JsonNode json) {
        var lines = new ArrayList<String>();
        for (var error : json.path("errors")) {
            assertThat(error.path("fix").asText()).isNotEmpty();
            assertThat(error.path("file").asText()).endsWith("/config.yaml");
            lines.add(error.path("line").asInt() + ":" + error.path("column").asInt() + " "
                    + error.path("message").asText());
        }
        return lines;
    }

    @Test
    void filesThatCannotBeSentAreNamedTogether() throws IOException {
        var folder = LAB.stage().experiment("sent", List.of("command: sh main.sh 'a b' \"c \\$d \\q\" e\\ f"));
        LAB.stage().write(folder.resolve("main.sh"), "true\n");
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/loop"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(folder.resolve("good"), Path.of("main.sh"));
        Run.of(LAB.account(), Neroman.LIMIT, "mkfifo", folder + "/pipe").ok();

        var refused = LAB.neroman().run("check", folder.toString()).exits(2);
        assertThat(refused.err())
                .contains("the link out -> /etc/passwd leads out of the experiment folder")
                .contains("pipe is a FIFO, not a file that can be sent")
                .contains("sub/loop is a link to a folder that it lies in")
                .contains("hint: ");

        for (var each : List.of("sub/loop", "out", "pipe")) {
            Files.delete(folder.resolve(each));
        }
        var well = LAB.neroman().run("check", folder.toString()).ok();
        assertThat(well.lines()).containsExactly("sent  sh main.sh 'a b' 'c $d \\q' 'e f'");
        assertThat(well.err()).startsWith("all well: 1 experiment");
    }

    @Test
    void theCommandInPartsNamesItsFiles() throws IOException {
        var folder = LAB.stage()
                .experiment(
                        "parts",
                        List.of(
                                "run_command_prefix: sh -e",
                                "main_code_file: main.sh",
                                "parameters_format: --a={a} x",
                                "parameters: {a: &list [1, 2], b: *list}",
                                "required_files: [./sub/, link]",
                                "plot: {a: my_plots draw a.png}"));
        LAB.stage().write(folder.resolve("main.sh"), "true\n");
        Files.createDirectory(folder.resolve("sub"));
        LAB.stage().write(folder.resolve("sub/x.txt"), "x\n");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("sub/x.txt"));

        var check = LAB.neroman().run("check", "--json", folder.toString()).ok();

        assertThat(check.err()).contains("without effect in this version: plot");
        var json = Status.tree(check.out());
        assertThat(json.path("errors")).isEmpty();
        assertThat(json.path("experiments")).hasSize(4);
        var last = json.path("experiments").path(3);
        assertThat(last.path("argv").toString()).isEqualTo("[\"sh\",\"-e\",\"main.sh\",\"--a=2\",\"x\"]");
        assertThat(last.path("parameters").path("b").isInt()).isTrue();
        assertThat(last.path("files").toString()).isEqualTo("[\"link\",\"main.sh\",\"sub/x.txt\"]");
    }

    @Test
    void whatIsTooMuchIsRefusedBeforeItIsMade() throws IOException {
        var values = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
        var grid = LAB.stage()
                .experiment("grid", List.of("command: x", "parameters:", "  a: " + values, "  b: " + values));
        assertThat(LAB.neroman().run("check", grid.toString()).exits(2).err())
                .contains("config.yaml:3:3: error: 200×200 = 40,000 combinations, the limit is 10,000");

        var folder = LAB.stage().experiment("files", List.of("command: x"));
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        assertThat(LAB.neroman().run("check", folder.toString()).exits(2).err())
                .contains("files is too much to send: 10001 files")
                .contains("required_files: [FILE, …]");
    }

    @Test
    void aPlaceWithoutExperimentsIsExplained() throws IOException {
        var none = Files.createDirectory(LAB.stage().user().resolve("none"));
        assertThat(LAB.neroman().run("check", none.toString()).exits(3).err())
                .contains(none + " has no config.yaml")
                .contains("smallest valid example");
        assertThat(LAB.neroman().run("check", none + "/not").exits(3).err())
                .contains("the folder " + none + "/not does not exist");
        assertThat(LAB.neroman().run("check", none + "/x.yaml").exits(3).err())
                .contains("the file " + none + "/x.yaml does not exist");
        Files.createDirectory(none.resolve("config.yaml"));
        assertThat(LAB.neroman().run("check", none.toString()).exits(2).err())
                .contains("is a folder, not an ordinary file");
    }
}
