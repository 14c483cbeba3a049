package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.experiment.Resources;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.man.config.Problem;
import org.neronet.man.config.ProblemsFound;

class SpecFileTest {
    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(temporary.toRealPath().resolve("lang"));
        Files.writeString(folder.resolve("main.py"), "print(1)\n");
        Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void aPatternOfRequiredFilesIsKeptForWhoTakesTheFiles() throws Exception {
        assertThat(read("command: run\nrequired_files: ['data/*.txt']\n")
                        .get(0)
                        .code()
                        .required())
                .containsExactly("data/*.txt");
    }

    @Test
    void listsAreAGridWithTheLastParameterFastest() throws Exception {
        var experiments = read("collection: c\ncommand: run {a} {b} {d}\nparameters: {a: [1, 2], b: [x, y], d: z}\n");

        assertThat(experiments)
                .extracting(Experiment::name)
                .containsExactly("c/lang_a-1_b-x", "c/lang_a-1_b-y", "c/lang_a-2_b-x", "c/lang_a-2_b-y");
        assertThat(experiments.get(2).run().argv()).containsExactly("run", "2", "x", "z");
        assertThat(experiments.get(2).parameters())
                .containsExactly(Map.entry("a", 2L), Map.entry("b", "x"), Map.entry("d", "z"));
        assertThat(experiments.get(0).folder()).isEqualTo(folder);
        assertThat(experiments.get(0).collection()).contains("c");
        assertThat(experiments.get(0).lastPartOfName()).isEqualTo("lang_a-1_b-x");
        assertThat(experiments.get(0).source()).isEqualTo(folder.resolve("config.yaml") + ":1");
    }

    @Test
    void valuesReachTheProgramByteForByte() throws Exception {
        var experiments = read("""
                command: run --lr={lr} {text} 'a  b' "{lr} {{x}}" }}
                parameters:
                  lr: [0.10, 1e-3]
                  text: "$(rm -rf ~) 'q' * {lr}\\n"
                """);

        assertThat(experiments.get(0).run().argv())
                .containsExactly("run", "--lr=0.10", "$(rm -rf ~) 'q' * {lr}\n", "a  b", "0.10 {x}", "}");
        assertThat(experiments.get(1).run().argv().get(1)).isEqualTo("--lr=1e-3");
        assertThat(experiments.get(0).parameters().get("lr")).isEqualTo(0.1);
    }

    @Test
    void parametersKeepTheirTypesThroughJson() throws Exception {
        var experiment = read("""
                        command: [run, "{a}"]
                        parameters: {a: 1, b: 1.0, c: "1", d: true, e: null, f: .nan, g: 18446744073709551615, h: -.inf, i: no}
                        env: {OMP: 1, Z: "x{a}"}
                        setup: [module load x]
                        conditions: {slow: {variablename: loss, killvalue: 50, list: [1, a]}}
                        plot: "p: m f"
                        custom_msg: hello
                        required_files: [main.py]
                        main_code_file: main.py
                        resources: {cpus: 2, memory: 1GB, time: 1h}
                        """).get(0);

        var values = experiment.parameters();
        assertThat(values.values())
                .containsExactly(
                        1L,
                        1.0,
                        "1",
                        true,
                        null,
                        Double.NaN,
                        new BigInteger("18446744073709551615"),
                        Double.NEGATIVE_INFINITY,
                        "no");
        assertThat(experiment.kept().object("conditions").object("slow").integer("killvalue"))
                .isEqualTo(50);
        var copy = Experiment.fromJson(Json.parseObject(experiment.toJson().toString()));
        assertThat(copy).isEqualTo(experiment);
        assertThat(copy.digest()).isEqualTo(experiment.digest());
        assertThat(experiment.run().environment()).containsExactly(Map.entry("OMP", "1"), Map.entry("Z", "x1"));
    }

    @Test
    void theDigestLooksAtTheDefinitionAndNotAtItsPlace() throws Exception {
        var one = read("command: run {a}\nparameters: {a: 1}\n").get(0);
        var moved = read("# moved\n\ncommand: run {a}\nparameters: {a: 1}\n").get(0);
        var changed = read("command: run {a}\nparameters: {a: 1.0}\n").get(0);

        assertThat(moved.source()).isNotEqualTo(one.source());
        assertThat(moved.digest()).isEqualTo(one.digest());
        assertThat(changed.digest()).isNotEqualTo(one.digest());
    }

    @Test
    void theOriginalFormIsPrefixFileAndFormat() throws Exception {
        var experiment = read("""
                        run_command_prefix: python3 -u
                        main_code_file: main.py
                        parameters: {n: 3, out: a b}
                        parameter_format: '{n} --out {out}'
                        outputs: a.txt
                        """).get(0);

        assertThat(experiment.run().argv()).containsExactly("python3", "-u", "main.py", "3", "--out", "a b");
        assertThat(experiment.code().mainFile()).contains("main.py");
        assertThat(experiment.results().include()).containsExactly("a.txt");
        assertThat(experiment.metrics()).isEmpty();
    }

    @Test
    void blocksInheritAndOverride() throws Exception {
        var experiments = read("""
                collection: lang
                command: run {lr} {layers}
                parameters: {lr: [0.1, 0.2], layers: 1}
                resources: {cpus: 2, memory: 8GB}
                env: {A: 1, B: 2}
                +plain:
                +deep:
                  parameters: {lr: 0.3, layers: [8, 16]}
                  resources: {memory: null, gpus: 1}
                  env: {B: 3}
                  +wide:
                    command: [wide, '{width}']
                    parameters: {width: 4}
                  +old:
                    run_command_prefix: sh
                    main_code_file: main.py
                    parameters_format: '{layers}'
                """);

        assertThat(experiments)
                .extracting(Experiment::name)
                .containsExactly(
                        "lang/plain_lr-0.1",
                        "lang/plain_lr-0.2",
                        "lang/deep_layers-8",
                        "lang/deep_layers-16",
                        "lang/deep_wide_layers-8",
                        "lang/deep_wide_layers-16",
                        "lang/deep_old_layers-8",
                        "lang/deep_old_layers-16");
        assertThat(experiments.get(2).run().argv()).containsExactly("run", "0.3", "8");
        assertThat(experiments.get(2).run().resources())
                .isEqualTo(new Resources(2, 1, Optional.empty(), Optional.empty()));
        assertThat(experiments.get(2).run().environment()).containsExactly(Map.entry("A", "1"), Map.entry("B", "3"));
        assertThat(experiments.get(4).run().argv()).containsExactly("wide", "4");
        assertThat(experiments.get(4).parameters()).containsOnlyKeys("lr", "layers", "width");
        assertThat(experiments.get(6).run().argv()).containsExactly("sh", "main.py", "8");
        assertThat(experiments.get(6).source()).endsWith("config.yaml:14");
    }

    @Test
    void anInnerBlockMayReplaceTheOriginalFormByACommandOrAnotherFormat() throws Exception {
        var experiments = read("""
                run_command_prefix: sh
                main_code_file: main.py
                parameter_format: '{a}'
                parameters: {a: 1}
                +x: {command: other}
                +y: {parameters_format: '-{a}-', parameters: }
                """);

        assertThat(experiments.get(0).run().argv()).containsExactly("other");
        assertThat(experiments.get(1).run().argv()).containsExactly("sh", "main.py", "-1-");
    }

    @Test
    void resourcesAndFilesAreRead() throws Exception {
        var experiment = read("""
                        command: run
                        resources: {cpus: 4, gpus: 2, memory: 400MB, time: 1-12:00:00}
                        required_files: [./main.py, data/, main.py]
                        sbatch_args: --qos=high --account "a b"
                        metrics: [val_loss, acc]
                        shell: false
                        """).get(0);

        assertThat(experiment.run().resources())
                .isEqualTo(new Resources(4, 2, Optional.of(400_000_000L), Optional.of(Duration.ofHours(36))));
        assertThat(experiment.code().required()).containsExactly("main.py", "data");
        assertThat(experiment.run().sbatchArgs()).containsExactly("--qos=high", "--account", "a b");
        assertThat(experiment.metrics()).containsExactly("val_loss", "acc");
        assertThat(read("command: run\nmetrics: auto\nrequired_files: .\n")
                        .get(0)
                        .metrics())
                .isEmpty();
    }

    @Test
    void otherFilesOfTheFolderAreNamedByThemselves() throws Exception {
        var file = Files.writeString(folder.resolve("big.yaml"), "command: run {a}\nparameters: {a: [1]}\n");

        assertThat(SpecFile.read(file).get(0).name()).isEqualTo("big_a-1");
        assertThat(SpecFile.read(file).get(0).folder()).isEqualTo(folder);
    }

    @Test
    void aLinkedFolderHasOneIdentity() throws Exception {
        write("command: run\n");
        var link = Files.createSymbolicLink(temporary.resolve("link"), folder);

        assertThat(SpecFile.read(link)).isEqualTo(SpecFile.read(folder));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "comand: x                                   | 1:1  | unknown key 'comand'; did you mean 'command'?",
                "collection: c                               | 1:1  | the file has no 'command'",
                "run_command_prefix: python3                 | 1:1  | the file has no 'main_code_file' beside",
                "command: ''                                 | 1:10 | the command is empty",
                "command: []                                 | 1:10 | the command is empty",
                "command: {a: 1}                             | 1:10 | 'command' must be a text or a list of words",
                "command: [a, [b]]                           | 1:14 | each word of 'command' must be a text, not a list",
                "command: run {lrr}¶parameters: {lr: 1}      | 1:14 | no parameter for the placeholder '{lrr}'; did you mean 'lr'?",
                "command: awk '{print $1}'                   | 1:15 | no parameter for the placeholder '{print $1}'",
                "command: run {lr¶parameters: {lr: 1}        | 1:14 | '{' without a '}' behind it",
                "command: run lr}                            | 1:16 | '}' without a '{' before it",
                "command: run 'x                             | 1:10 | 'command': the quote ' has no end",
                "command: run > out.txt                      | 1:14 | '>' is for a shell, and there is none",
                "command: run¶shell: true                    | 2:8  | 'shell: true' is not supported yet",
                "command: run¶sweep: zip                     | 2:1  | 'sweep' is not supported yet in this version",
                "command: run¶stop: [nan]                    | 2:1  | 'stop' is not supported yet in this version",
                "command: run¶parameters: 3                  | 2:13 | 'parameters' must be a map of keys and values, not the number 3",
                "command: run¶parameters: {a: []}            | 2:17 | 0 combinations: the list of 'a' is empty",
                "command: run¶parameters: {a: [[1]]}         | 2:18 | a value of 'a' must be one text or number, not a list",
                "command: run¶parameters: {a: [1, 2, 1]}     | 2:24 | 'a' has the value 1 twice",
                "command: run¶parameters: {a: {random: 3}}   | 2:17 | sweeps other than a list are not supported yet",
                "command: run¶parameters: {'a b': 1}         | 2:14 | 'a b' cannot name a parameter",
                "command: run¶parameters: {a: \"x\\0\"}      | 2:17 | a NUL character cannot be part of an argument",
                "command: \"run\\0\"                         | 1:10 | a NUL character cannot be part of an argument",
                "command: run¶resources: {cpu: 1}            | 2:13 | unknown key 'cpu'; did you mean 'cpus'?",
                "command: run¶resources: {cpus: 0}           | 2:19 | 'cpus' must be a whole number from 1",
                "command: run¶resources: {cpus: 1.5}         | 2:19 | 'cpus' must be a whole number from 1",
                "command: run¶resources: {memory: 4 GB}      | 2:21 | memory cannot be '4 GB'",
                "command: run¶resources: {memory: 1e12G}     | 2:21 | memory cannot be '1e12G'",
                "command: run¶resources: {memory: 10K}       | 2:21 | memory cannot be '10K'",
                "command: run¶resources: {time: 1:30}        | 2:19 | may be hours and minutes or minutes and seconds",
                "command: run¶resources: {time: 90}          | 2:19 | time cannot be '90'",
                "command: run¶resources: {time: 0s}          | 2:19 | time cannot be '0s'",
                "command: run¶resources: {pack: 2}           | 2:13 | 'resources.pack' is not supported yet",
                "command: run¶required_files: [mian.py]      | 2:18 | /lang/mian.py; did you mean 'main.py'?",
                "command: run¶required_files: [/etc/hosts]   | 2:18 | '/etc/hosts' is not in the experiment folder",
                "command: run¶required_files: [../x]         | 2:18 | '../x' leads out of the experiment folder",
                "command: run¶required_files: [no/x]         | 2:18 | no/x (nor its folder)",
                "command: run¶required_files: ['']           | 2:18 | 'required_files' has an empty path",
                "command: run¶required_files: {a: 1}         | 2:17 | 'required_files' must be a list of paths",
                "command: run¶main_code_file: data           | 2:17 | 'main_code_file' is a folder",
                "command: run¶main_code_file: gone.py        | 2:17 | no such file",
                "command: run¶run_command_prefix: sh         | 2:21 | exclude each other",
                "command: run¶outputs: [/tmp/x]              | 2:10 | '/tmp/x' cannot be an output",
                "command: run¶metrics: ['']                  | 2:10 | a metric's name has 1 to 200 characters",
                "command: 5                                  | 1:10 | 'command' must be a text or a list of words, not the number 5",
                "command: run¶metrics: 3                     | 2:10 | 'metrics' must be a list of names, not the number 3",
                "command: run¶metrics: [a, 3]                | 2:14 | 'metrics' must be a list of names, not the number 3",
                "command: run¶sbatch_args: --array=1-3       | 2:14 | '--array' is set by Neronet itself",
                "command: run¶sbatch_args: [-A, x, -o/tmp/x] | 2:22 | '-o' is set by Neronet itself",
                "command: run¶sbatch_args: --test-a x -a 1    | 2:25 | '-a' is set by Neronet itself",
                "command: run¶sbatch_args: -p x --wait       | 2:19 | '--wait' is set by Neronet itself",
                "command: run¶env: {1A: x}                   | 2:7  | '1A' cannot name an environment variable",
                "command: run¶env: {A: [x]}                  | 2:10 | the variable 'A' must be one text",
                "command: run¶env: {A: '{x}'}                | 2:11 | no parameter for the placeholder '{x}'",
                "command: run¶collection: all                | 2:13 | 'all' is a reserved word and cannot name a collection",
                "command: run¶collection: 2024               | 2:13 | '2024' cannot name a collection",
                "command: run¶collection: a/b                | 2:13 | 'a/b' cannot name a collection",
                "command: run¶+a b:                          | 2:1  | 'a b' cannot name an experiment",
                "command: run¶+a: 3                          | 2:5  | '+a' must be a block of keys, or nothing, not the number 3",
                "+a: {parameters: {x: 1}}                    | 1:1  | '+a' has no 'command'",
                "command: run¶custom_msg: [a]                | 2:13 | 'custom_msg' must be one text, not a list",
            })
    void faultsAreNamedWithTheirPlace(String text, String place, String message) throws Exception {
        write(text.replace("¶", "\n"));

        assertThatThrownBy(() -> SpecFile.read(folder))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(folder.resolve("config.yaml") + ":" + place + ": error: ")
                .hasMessageContaining(message)
                .hasMessageContaining("\nfix: ");
    }

    @Test
    void wordsThatOnlyLookLikeNeronetsOwnAreTheUsers() throws Exception {
        var experiment = read("""
                        command: "5"
                        metrics: loss
                        sbatch_args: --account=a -A b --wait-all-nodes=1
                        """).get(0);

        assertThat(experiment.run().argv()).containsExactly("5");
        assertThat(experiment.metrics()).containsExactly("loss");
        assertThat(experiment.run().sbatchArgs()).containsExactly("--account=a", "-A", "b", "--wait-all-nodes=1");
    }

    @Test
    void faultsCanBeHadOneByOne() throws Exception {
        write("command: 5\nmetrics: 3\n");

        assertThatThrownBy(() -> SpecFile.read(folder))
                .cause()
                .isInstanceOfSatisfying(
                        ProblemsFound.class,
                        found -> assertThat(found.problems())
                                .extracting(Problem::line)
                                .containsExactly(1, 2));
    }

    @Test
    void bothNamesOfTheFormatAtOnceAreAFault() throws Exception {
        write("run_command_prefix: sh\nmain_code_file: main.py\nparameter_format: a\nparameters_format: b\n");

        assertThatThrownBy(() -> SpecFile.read(folder)).hasMessageContaining("are the same key");
    }

    @Test
    void allFaultsAreReportedAtOnceAndInheritedOnesOnce() throws Exception {
        write("command: run {x}\nresources: {cpus: none}\n+a:\n+b: {parameters: {x: 1}, unknwon: 2}\n+c:\n");

        assertThatThrownBy(() -> SpecFile.read(folder))
                .satisfies(e -> assertThat(e.getMessage().split("error:")).hasSize(4))
                .hasMessageContaining(":1:14:")
                .hasMessageContaining(":2:19:")
                .hasMessageContaining(":4:26:");
    }

    @Test
    void aGridTooLargeIsNotExpanded() throws Exception {
        var list = "["
                + String.join(
                        ",",
                        java.util.stream.IntStream.range(0, 1000)
                                .mapToObj(String::valueOf)
                                .toList()) + "]";
        write("command: run\nparameters:\n  a: %s\n  b: %s\n  c: %s\n".formatted(list, list, list));

        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("1000×1000×1000 = 1,000,000,000 combinations, the limit is 10,000");

        write("command: run\nparameters:\n  a: %s\n  b: [1,2,3,4,5,6]\n+x:\n+y:\n".formatted(list));
        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("12,000 experiments in one file, the limit is 10,000");
    }

    @Test
    void brokenLinksAndOddFilesAreNamed() throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("gone"));
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
        write("command: run\nrequired_files: [link, pipe]\n");

        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("is a link to nothing (gone)")
                .hasMessageContaining("is neither a file nor a folder");
    }

    @Test
    void emptyAndMissingFilesShowTheSmallestExample() throws Exception {
        assertThatThrownBy(() -> SpecFile.read(folder))
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND);
                    assertThat(e.hint().orElse("")).contains("smallest valid example");
                })
                .hasMessageContaining("has no config.yaml");
        assertThatThrownBy(() -> SpecFile.read(folder.resolve("nope")))
                .hasMessageContaining("the folder " + folder.resolve("nope") + " does not exist");
        assertThatThrownBy(() -> SpecFile.read(folder.resolve("nope.yaml")))
                .hasMessageContaining("the file " + folder.resolve("nope.yaml") + " does not exist");
        assertThatThrownBy(() -> SpecFile.read(folder.resolve("gone/nope.yaml")))
                .hasMessageContaining("the folder " + folder.resolve("gone") + " does not exist");
        write("# nothing\n");
        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("no experiment in this file")
                .hasMessageContaining("smallest valid example");
    }

    @Test
    void namesAreSafeUniqueAndShort() throws Exception {
        var experiments =
                read("command: run\nparameters: {f: [a/b, a b, ä, c], g: [%s, y]}\n".formatted("x".repeat(200)));

        var names = experiments.stream().map(Experiment::name).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[A-Za-z0-9._+=-]{1,100}"));
        assertThat(names.get(1)).matches("lang_f-a_b_g-y-[0-9a-f]{8}");
        assertThat(names.get(7)).isEqualTo("lang_f-c_g-y");
        assertThat(ExperimentNames.safe("2024-01")).isEqualTo("exp-2024-01");
        assertThat(ExperimentNames.safe("-x")).isEqualTo("exp--x");
    }

    @ParameterizedTest
    @CsvSource({
        "4h, 14400",
        "30m, 1800",
        "1h30m, 5400",
        "90s, 90",
        "2d, 172800",
        "1d2h3m4s, 93784",
        "10min, 600",
        "01:30:00, 5400",
        "1-12:00:00, 129600",
        "2-12, 216000",
        "2-12:30, 217800"
    })
    void timesAreRead(String text, long seconds) {
        assertThat(Quantity.time(text)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "400MB, 400000000",
        "8GB, 8000000000",
        "1.5G, 1500000000",
        "1GiB, 1073741824",
        "64MiB, 67108864",
        "2000K, 2000000",
        "1T, 1000000000000",
        "3000k, 3000000"
    })
    void memoryIsRead(String text, long bytes) {
        assertThat(Quantity.memory(text)).contains(bytes);
    }

    @ParameterizedTest
    @CsvSource({"4Gib", "-1G", "4", "G", "4 GB", "9999T", "1.G", "4b"})
    void otherMemoryIsNot(String text) {
        assertThat(Quantity.memory(text)).isEmpty();
    }

    @Test
    void theExamplesOfTheRepositoryAreValid() {
        var examples = repository().resolve("examples");

        assertThat(SpecFile.read(examples.resolve("digits"))).hasSize(24);
        assertThat(SpecFile.read(examples.resolve("ising")))
                .hasSize(8)
                .first()
                .satisfies(e ->
                        assertThat(e.run().argv()).endsWith("--temperature", "1.6", "--size", "128", "--seed", "1"));
        assertThat(SpecFile.read(examples.resolve("fibonacci"))).hasSize(6);
        assertThat(SpecFile.read(examples.resolve("fileio")))
                .extracting(Experiment::name)
                .containsExactly(
                        "fileio/poem_case-upper",
                        "fileio/poem_case-lower",
                        "fileio/alphabet_start-1",
                        "fileio/alphabet_start-100");
    }

    private static Path repository() {
        var at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("examples/digits"))) {
            at = at.getParent();
        }
        return at;
    }

    private List<Experiment> read(String text) throws Exception {
        write(text);
        return SpecFile.read(folder);
    }

    private void write(String text) throws Exception {
        Files.writeString(folder.resolve("config.yaml"), text);
    }
}
