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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.neronet.man.config.Quantity;

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
    void aFaultThatSeveralBlocksInheritIsToldOnceAndHoldsForAll() {
        assertThatThrownBy(() -> read("command: run {a}\nparameters: {a: {choice: [1, 2]}}\n+b:\n+c:\n+d:\n"))
                .hasMessageContaining("2:18: error: 'choice' of 'a' is for a random search")
                .cause()
                .isInstanceOfSatisfying(
                        ProblemsFound.class,
                        found -> assertThat(found.problems()).hasSize(1));
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
    void theOriginalsNoneIsNoCollection() throws Exception {
        var experiments = read("command: run\ncollection: None\n+in: {collection: c}\n+out:\n");

        assertThat(experiments).extracting(Experiment::name).containsExactly("c/in", "out");
        assertThat(experiments.get(1).collection()).isEmpty();
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
                        conditions: {slow: {variablename: loss, comparator: gt, killvalue: 50}}
                        stop: [nan, {metric: loss, patience: 3}]
                        plot: {p: m f out.png}
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
                        resources: {cpus: 4, gpus: 2, memory: 400MB, time: 1-12:00:00, min_disk: 20GB, min_memory: 1GiB}
                        required_files: [./main.py, data/, main.py]
                        sbatch_args: --qos=high --account "a b"
                        metrics: [val_loss, acc]
                        shell: false
                        """).get(0);

        assertThat(experiment.run().resources())
                .isEqualTo(new Resources(
                        4,
                        2,
                        Optional.of(400_000_000L),
                        Optional.of(Duration.ofHours(36)),
                        Optional.of(20_000_000_000L),
                        Optional.of(1L << 30)));
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

        assertThat(SpecFile.read(file).experiments().get(0).name()).isEqualTo("big_a-1");
        assertThat(SpecFile.read(file).experiments().get(0).folder()).isEqualTo(folder);
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
                "command: run¶shell: [sh]                     | 2:8  | 'shell' must be true, false or the name of a shell",
                "command: run¶sweep: zip                     | 2:8  | 'zip' needs two lists or more, here 0",
                "command: run¶stop: [nam]                    | 2:8  | a stop rule is 'nan' or a map, not 'nam'",
                "command: run¶parameters: 3                  | 2:13 | 'parameters' must be a map of keys and values, not the number 3",
                "command: run¶parameters: {a: []}            | 2:17 | 0 combinations: the list of 'a' is empty",
                "command: run¶parameters: {a: [[1]]}         | 2:18 | a value of 'a' must be one text or number, not a list",
                "command: run¶parameters: {a: [1, 2, 1]}     | 2:24 | 'a' has the value 1 twice",
                "command: run¶parameters: {a: {random: 3}}   | 2:17 | no way to vary is called 'random'",
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
                "command: run¶resources: {pack: 0}           | 2:19 | pack cannot be '0'",
                "command: run¶resources: {pack: 1001}        | 2:19 | pack cannot be '1001'",
                "command: run¶resources: {slots: 2}          | 2:20 | there is no pack",
                "command: run¶required_files: [mian.py]      | 2:18 | /lang/mian.py; did you mean 'main.py'?",
                "command: run¶required_files: [/etc/hosts]   | 2:18 | '/etc/hosts' is not in the experiment folder",
                "command: run¶required_files: [../x]         | 2:18 | '../x' leads out of the experiment folder",
                "command: run¶required_files: [no/x]         | 2:18 | no/x (nor its folder)",
                "command: run¶required_files: ['']           | 2:18 | 'required_files' has an empty path",
                "command: run¶required_files: {a: 1}         | 2:17 | 'required_files' must be a list of paths",
                "command: run¶main_code_file: data           | 2:17 | 'main_code_file' is a folder",
                "command: run¶main_code_file: gone.py        | 2:17 | no such file",
                "run_command_prefix: sh¶main_code_file: \"a\\0b\" | 2:17 | 'main_code_file' has an empty path",
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
                "command: run¶exclude: d/x[a                 | 2:13 | 'd/x[a' is no pattern: '[' without a ']' behind it",
                "command: run¶exclude: ['*.{a,b}']           | 2:11 | there are no alternatives in braces",
                "command: run¶exclude: ../x                  | 2:10 | '../x' is no pattern: '..' leads out of the folder",
                "command: run¶exclude: ['']                  | 2:11 | '' is no pattern: the pattern is empty",
                "command: run¶exclude: [a, {b: 1}]           | 2:14 | 'exclude' must be a list of patterns, here not a map",
                "command: run¶exclude: [a, ~]                | 2:14 | 'exclude' must be a list of patterns, here not ~",
                "command: run¶results: {exclude: [/a, b//c]} | 2:27 | 'b//c' is no pattern: a name is missing beside '/'",
                "command: run¶required_files: [main.py, '[x'] | 2:27 | '[x' is neither a file nor a pattern: Missing ']'",
                "command: run¶priority: 1001                 | 2:11 | 'priority' must be a whole number from -1000 to 1000",
                "command: run¶priority: high                 | 2:11 | 'priority' must be a whole number from -1000 to 1000",
                "command: run¶retries: -1                    | 2:10 | 'retries' must be a whole number from 0 to 100",
                "command: run¶retries: [1, 2]                | 2:10 | 'retries' must be a whole number from 0 to 100",
                "command: run¶workdir: /scratch              | 2:10 | 'workdir' is '/scratch', which is not in the experiment's",
                "command: run¶workdir: ~/runs                | 2:10 | 'workdir' is '~/runs', which is not in the experiment's",
                "command: run¶workdir: $TMPDIR/x             | 2:10 | '$TMPDIR/x': no variable is expanded in 'workdir'",
                "command: run¶workdir: a/../b                | 2:10 | 'workdir' is 'a/../b', which leads out",
                "command: run¶workdir: main.py               | 2:10 | 'workdir' is 'main.py', which is a file",
                "command: run¶workdir: 'x{a}'                | 2:12 | no parameter for the placeholder '{a}'",
                "command: x¶workdir: r/{a}¶parameters: {a: [b, ..]} | 2:10 | 'workdir' is 'r/..', which leads out",
                "command: run¶workdir: [a]                   | 2:10 | 'workdir' must be one text, not a list",
                "run_command_prefix: sh¶main_code_file: main.py¶workdir: x | 2:17 | 'main_code_file' does not go with 'workdir'",
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
                .hasMessageContaining("/pipe is a FIFO, not a file or folder");
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

        assertThat(SpecFile.read(examples.resolve("digits")).experiments()).hasSize(24);
        assertThat(SpecFile.read(examples.resolve("ising")).experiments())
                .hasSize(8)
                .first()
                .satisfies(e ->
                        assertThat(e.run().argv()).endsWith("--temperature", "1.6", "--size", "128", "--seed", "1"));
        assertThat(SpecFile.read(examples.resolve("lang_exp")).experiments()).hasSize(9);
        assertThat(SpecFile.read(examples.resolve("theanotest")).experiments()).hasSize(2);
        assertThat(SpecFile.read(examples.resolve("fibonacci")).experiments()).hasSize(6);
        assertThat(SpecFile.read(examples.resolve("fileio")).experiments())
                .extracting(Experiment::name)
                .containsExactly(
                        "fileio/poem_case-upper",
                        "fileio/poem_case-lower",
                        "fileio/alphabet_start-1",
                        "fileio/alphabet_start-100");
    }

    @Test
    void blocksThatInheritThousandsOfParametersEachAreRefusedEarly() {
        var parameters =
                IntStream.range(0, 10_000).mapToObj(i -> "p" + i + ": 1").collect(Collectors.joining(", "));
        var blocks = IntStream.range(0, 100).mapToObj(i -> "+b" + i + ":\n").collect(Collectors.joining());

        assertThatThrownBy(() -> read("command: run\nparameters: {" + parameters + "}\n" + blocks))
                .hasMessageContaining(":32:1: error: the blocks inherit more than 300,000 parameters in all");
    }

    @Test
    void aCommandThatIsTooLongForSoManyExperimentsIsRefused() throws Exception {
        write("parameters: {a: {range: [100000]}}\ncommand: [run, '{a}'" + ", w".repeat(90_000) + "]\n");

        assertThatThrownBy(() -> SpecFile.read(folder, 100_000))
                .hasMessageContaining("1:1: error: 100,000 experiments need about 144,");
    }

    @Test
    void whatIsTooLongToBeAnArgumentIsRefusedWhereItStands() {
        var text = "x".repeat(131_072);
        for (var yaml : List.of(
                "command: " + text,
                "command: run {a}\nparameters: {a: " + text + "}",
                "command: run\nenv: {A: " + text + "}",
                "command: run\nshell: " + text,
                "shell: true\ncommand: run " + text)) {
            assertThatThrownBy(() -> read(yaml + "\n"))
                    .hasMessageContaining("more than 131,071 bytes cannot be one argument or variable of a program");
        }
    }

    /** Spoilt files try only what the seeds have. */
    @Test
    void everyKeyIsInASeedOfTheFuzzTest() throws Exception {
        var text = new StringBuilder();
        try (var seeds = Files.list(Path.of("src/test/resources/fuzz/spec"))) {
            for (var seed : seeds.toList()) {
                text.append(Files.readString(seed));
            }
        }
        assertThat(SpecKeys.known()).allMatch(key -> text.toString().contains(key + ":"));
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
        return SpecFile.read(folder).experiments();
    }

    @Test
    void aShellGetsReferencesAndValuesApart() throws Exception {
        assertThat(script("echo {x} > out")).isEqualTo("echo \"${1}\" > out");
        assertThat(script("echo \"a {x} b\" '{x}'")).isEqualTo("echo \"a ${1} b\" ''\"${1}\"''");
        assertThat(script("echo {x} {y} {x} \"$HOME\" ${x}"))
                .isEqualTo("echo \"${1}\" \"${2}\" \"${1}\" \"$HOME\" ${x}");
        assertThat(script("awk '{print $1}' {{x}} | { cat; }")).isEqualTo("awk '{print $1}' {x} | { cat; }");
        assertThat(script("echo a#{x} # don't {x}\n  echo '{x}' <<<{y}"))
                .isEqualTo("echo a#\"${1}\" # don't {x}\necho ''\"${1}\"'' <<<\"${2}\"");
        assertThatThrownBy(() -> script("cat <<E\n  {x}\n  E"))
                .hasMessageContaining("'{x}' stands in or behind a here-document")
                .hasMessageContaining("env: {X: \"{x}\"}");
        assertThatThrownBy(() -> script("echo {xx}")).hasMessageContaining("no parameter for the placeholder '{xx}'");
    }

    private String script(String command) throws Exception {
        var argv = read("shell: true\nparameters: {x: '$(rm)', y: b}\ncommand: |-\n  " + command + "\n")
                .get(0)
                .run()
                .argv();
        assertThat(argv).startsWith("sh", "-c").element(3).isEqualTo("neronet");
        assertThat(argv.subList(4, argv.size())).isSubsetOf("$(rm)", "b");
        return argv.get(2);
    }

    @Test
    void aShellRunsTheValueAsItWasWritten() throws Exception {
        var value = "a b  $(id) `id` 'q' \"d\" \\ * ;";
        var yaml = "shell: true\nparameters:\n  x: '" + value.replace("'", "''") + "'\ncommand: |-\n"
                + "  printf '%s|' {x} \"{x}\" '{x}' \"a$(printf %s \"{x}\")b\"\n";
        var process = new ProcessBuilder(read(yaml).get(0).run().argv()).start();
        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(value + "|" + value + "|" + value + "|a" + value + "b|");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theOriginalFormGoesThroughAShellToo() throws Exception {
        Files.writeString(folder.resolve("main.sh"), "");
        var argv = read("shell: bash\nrun_command_prefix: OMP_NUM_THREADS=2 sh\nmain_code_file: main.sh\n"
                        + "parameters_format: '{a} 2>&1'\nparameters: {a: 1}\n")
                .get(0)
                .run()
                .argv();
        assertThat(argv).containsExactly("bash", "-c", "OMP_NUM_THREADS=2 sh main.sh \"${1}\" 2>&1", "neronet", "1");
    }

    @Test
    void namesOfDrawnNumbersAreShort() throws Exception {
        var experiments =
                read("command: run {lr}\nparameters: {lr: {loguniform: [1e-5, 1e-1]}}\nsweep: {random: 3, seed: 7}\n");
        assertThat(experiments).allSatisfy(each -> assertThat(each.name()).matches(".*_lr-[0-9.e-]{3,12}"));
    }

    @Test
    void keysThatCameLaterDoNotChangeTheDigestOfOlderExperiments() throws Exception {
        var experiment = read("command: run {a}\nparameters: {a: 1}\n").get(0);
        var older = new java.util.LinkedHashMap<>(experiment.toJson().asMap());
        List.of("source", "priority", "retries", "exclude", "results_exclude", "results_bytes")
                .forEach(older::remove);
        var bytes = Json.write(older).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(experiment.digest()).isEqualTo(org.neronet.common.disk.Sha256.of(bytes));
        var larger = read("command: run {a}\nparameters: {a: 1}\nresults: {max_size: 1GB}\n")
                .get(0);
        assertThat(larger.digest()).isNotEqualTo(experiment.digest());
    }

    @Test
    void parametersThatReachNothingAreWarnedOf() throws Exception {
        Files.writeString(
                folder.resolve("config.yaml"),
                "command: run {a}\nparameters: {a: [1, 2], b: [3, 4], c: 5}\nmetrics: [loss]\nstop: [{metric: los, gt: 3}]\n");
        var specification = SpecFile.read(folder);
        assertThat(specification.experiments()).hasSize(4);
        assertThat(specification.warnings())
                .extracting(Problem::warning)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains(":2:13: warning: 'b' varies, but neither command nor env uses it"),
                        second ->
                                assertThat(second).contains("no metric named 'los' is declared; did you mean 'loss'?"));
    }

    @Test
    void whatConditionsLeaveCountsForTheWholeFile() throws Exception {
        Files.writeString(
                folder.resolve("config.yaml"),
                "command: run {a}\nparameters: {a: {range: [9]}}\nsweep: {except: 'a < 1'}\n+one:\n+two:\n");
        assertThat(SpecFile.read(folder, 16).experiments()).hasSize(16);
        assertThatThrownBy(() -> SpecFile.read(folder, 15))
                .hasMessageContaining("16 experiments in one file, the limit is 15");
    }

    @Test
    void moreExperimentsAreAllowedWhenAskedFor() throws Exception {
        Files.writeString(folder.resolve("config.yaml"), "command: run {a}\nparameters: {a: {range: [10001]}}\n");
        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("10,001 combinations, the limit is 10,000")
                .hasMessageContaining("--limit N");
        assertThat(SpecFile.read(folder, 10_001).experiments()).hasSize(10_001);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deep: {parameters: {a: 2}}                          | an experiment's name begins with '+': '+deep:'",
                "deeper: {lr: 2}                                     | an experiment's name begins with '+': '+deeper:'",
                "paramters: {a: 2}                                   | did you mean 'parameters'?",
                "conditions: {c: {variablename: l}}                  | condition 'c' has no 'killvalue'",
                "conditions: {c: 3}                                  | condition 'c' must be a map",
                "conditions: {c: {variablename: 3, comparator: gt, killvalue: 1}}  | must be the name of a metric",
                "conditions: {c: {variablename: l, comparator: gtt, killvalue: 1}} | did you mean 'gt'?",
                "conditions: {c: {variablename: l, comparator: gt, killvalue: x}}  | 'killvalue' must be a number",
                "conditions: {c: {variablename: l, comparator: gt, killvalue: 1, when: later}} | 'when' cannot be 'later'",
                "conditions: {c: {variablename: l, comparator: gt, killvalue: 1, action: stop}} | 'action' cannot be 'stop'",
                "stop: [{metric: l, patience: 10, gt: 3}]            | are two rules",
                "stop: [{patience: 10}]                              | the rule 'patience' needs a metric",
                "stop: [{metric: l, patienc: 10}]                    | did you mean 'patience'?",
                "stop: [{metric: l}]                                 | this rule says no condition",
                "stop: [{metric: l, patience: -1}]                   | a whole number from 0",
                "stop: [{metric: l, patience: 1, min_delta: -1}]     | cannot be negative",
                "stop: [{metric: l, patience: 1, after: soon}]       | 'after' cannot be 'soon'",
                "stop: [{metric: l, gt: x}]                          | 'gt' must be a number",
                "stop: [{no_output: 5}]                              | must be a time such as 30m",
                "stop: [{memory: lots}]                              | 'memory' cannot be 'lots'",
                "stop: [{prune: best, metric: l}]                    | 'prune' cannot be 'best'",
                "stop: [{when: loss}]                                | must be a condition",
                "stop: [{plateau: -1, metric: l}]                    | cannot be negative",
                "stop: [{metric: l, gt: 3, action: die}]             | 'action' cannot be 'die'",
                "stop: [[nan]]                                       | a stop rule is 'nan' or a map, not a list",
                "notify: [{to: me@x.fi}]                             | does not say on what",
                "notify: [{to: me, on: fail}]                        | neither a mail address",
                "notify: [{to: me@x.fi, on: [fial]}]                 | did you mean 'fail'?",
                "notify: [{to: me@x.fi, on: fail, digest: x}]        | must be a time",
                "notify: me@x.fi                                     | must be a list of maps",
                "plot: {p: a}                                        | at least 3 words",
                "output_line_processor: {f: a}                       | at least 2 words",
                "before_time_limit: x                                | must be a time",
                "before_time_limit: {signal: USR1}                   | does not say how long before",
                "before_time_limit: {time: 5m, signal: KILL}         | 'signal' cannot be 'KILL'",
                "before_time_limit: {tim: 5m}                        | did you mean 'time'?",
                "before_time_limit: 19h                              | must be from 1s to 18h",
                "before_time_limit: {time: 0s}                       | must be from 1s to 18h",
                "resume_command: 5                                   | fix: resume_command: python3 main.py",
                "resume_command: [[a]]                               | fix: resume_command: python3 main.py",
                "resume_command: []                                  | must be a command",
                "resume_command: {a: b}                              | must be a command",
                "resume_command: run {x}                             | no parameter for the placeholder '{x}'",
                "resume_command: run && stop                         | '&&' is for a shell",
                "results: {max_size: huge}                           | max_size cannot be 'huge'",
                "results: [../x]                                     | it is not in the working folder"
            })
    void faultsOfOtherKeysAreNamed(String line, String message) throws Exception {
        Files.writeString(folder.resolve("config.yaml"), "command: run\n" + line + "\n");
        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("config.yaml:2:")
                .hasMessageContaining(message)
                .hasMessageContaining("fix: ");
    }

    @Test
    void aWarningMustFitTheTimeLimitAndTheSchedulersWords() throws Exception {
        Files.writeString(
                folder.resolve("config.yaml"),
                "command: run\nresources: {time: 5m}\nsbatch_args: -p x --signal=USR2\nbefore_time_limit: 5m\n");

        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining(
                        "config.yaml:4:20: error: 'before_time_limit' is 5m, but the time limit is not longer")
                .hasMessageContaining(
                        "config.yaml:3:14: error: '--signal' in sbatch_args and 'before_time_limit' exclude");
    }

    @Test
    void theCommandToGoOnWithIsExpandedAtEachPoint() throws Exception {
        var experiments = read("""
                        command: run {a}
                        resume_command: run {a} --from 'last one'
                        parameters: {a: [1, x y]}
                        +shell: {shell: true, resume_command: "run {a} | tail"}
                        +plain:
                        """);

        assertThat(experiments.get(0).kept().strings("resume_command"))
                .startsWith("sh", "-c")
                .endsWith("1");
        assertThat(experiments.get(3).kept().strings("resume_command"))
                .containsExactly("run", "x y", "--from", "last one");
    }

    @Test
    void everyRuleOfTheDesignIsUnderstood() throws Exception {
        var experiment = read("""
                        command: run
                        stop:
                          - nan
                          - {nan: true, times: 3}
                          - {metric: val_loss, patience: 10, min_delta: 1e-4, after: 5 epochs, goal: min}
                          - {metric: loss, gt: 100, for: 3, action: warn}
                          - {metric: loss, plateau: 0.01, results: 4, grace: 4}
                          - {metric: loss, diverge: 10}
                          - {no_output: 30m, action: warn}
                          - {max_steps: 1000}
                          - {max_time: 2h}
                          - {gpu_idle: 15m, below: 5}
                          - {memory: 95%}
                          - {disk: 1GB}
                          - {prune: asha, metric: val_loss, grace: 5, eta: 3}
                          - {when: "val_loss > 2 * train_loss and epoch > 5"}
                        notify: [{to: me@aalto.fi, on: [fail, warn, finish], digest: 10m}, {to: desktop, on: all}]
                        before_time_limit: 5m
                        resume_command: run --resume
                        results: {include: ["*.json"], max_size: 500MB}
                        """).get(0);
        assertThat(experiment.kept().asMap()).containsOnlyKeys("stop", "notify", "before_time_limit", "resume_command");
        assertThat(experiment.results()).isEqualTo(new Results(List.of("*.json"), List.of(), 500_000_000));
    }

    @Test
    void whatIsLeftOutPriorityRetriesAndWorkdirAreRead() throws Exception {
        var experiments = read("""
                        command: run
                        parameters: {lr: [0.1, 0.01]}
                        workdir: ./runs//{lr}/
                        exclude: "*.ckpt"
                        results: {exclude: [tmp/, 7]}
                        priority: -1000
                        retries: 3
                        +inner: {exclude: [data/, "!data/keep"], priority: 7, workdir: "."}
                        """);

        assertThat(experiments).hasSize(2);
        var inner = experiments.get(1);
        assertThat(inner.code().exclude()).containsExactly("data/", "!data/keep");
        assertThat(inner.results().exclude()).containsExactly("tmp/", "7");
        assertThat(inner.run().priority()).isEqualTo(7);
        assertThat(inner.run().retries()).isEqualTo(3);
        assertThat(inner.run().workdir()).isEmpty();
        assertThat(Experiment.fromJson(Json.parseObject(inner.toJson().toString())))
                .isEqualTo(inner);
    }

    @Test
    void theWorkdirMayBeAnotherAtEachPointAndCountsAsUse() throws Exception {
        write("command: run\nparameters: {lr: [0.10, it's]}\nworkdir: ./runs//{lr}/\nexclude: '*.ckpt'\n");

        var specification = SpecFile.read(folder);

        assertThat(specification.warnings()).isEmpty();
        assertThat(specification.experiments())
                .extracting(each -> each.run().workdir().orElseThrow())
                .containsExactly("runs/0.10", "runs/it's");
        var first = specification.experiments().get(0);
        assertThat(first.code().exclude()).containsExactly("*.ckpt");
        assertThat(Experiment.fromJson(Json.parseObject(first.toJson().toString())))
                .isEqualTo(first);
        assertThat(first.digest())
                .isNotEqualTo(read("command: run\nparameters: {lr: [0.10, it's]}\nexclude: '*.ckpt'\n")
                        .get(0)
                        .digest());
    }

    @Test
    void aNameOfTheWorkdirMustFitOnADisk() throws Exception {
        write("command: run\nworkdir: a/" + "ö".repeat(128) + "\n");
        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining("config.yaml:2:10: error: ")
                .hasMessageContaining("which has a name of more than 255 bytes");
        assertThat(read("command: run\nworkdir: a/" + "ö".repeat(127) + "\n")).hasSize(1);
    }

    @Test
    void faultsOfTheIgnoreFileAreToldWithThoseOfTheFile() throws Exception {
        write("command: run\npriority: x\n");
        var ignore = folder.resolve(".neronetignore");
        Files.writeString(ignore, "# data\r\n\r\ndata/[raw\r\n*.pt  \n!\n./x\n");

        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining(
                        ignore + ":3:6: error: '[' without a ']' behind it\n  data/[raw\n       ^\nfix: write \\[")
                .satisfies(e -> assertThat(((ProblemsFound) e.getCause()).problems())
                        .extracting(problem ->
                                Path.of(problem.file()).getFileName() + ":" + problem.line() + ":" + problem.column())
                        .containsExactly(
                                "config.yaml:2:11", ".neronetignore:3:6", ".neronetignore:5:1", ".neronetignore:6:1"));
    }

    @Test
    void anIgnoreFileIsAPatternInEachLine() throws Exception {
        Files.writeString(
                folder.resolve(".neronetignore"),
                "\uFEFF# comment\n\n   \n*.pt \t\n!best.pt\n\\#x\nblank\\  \nslash\\\\ \n");

        var patterns = IgnoreFile.read(folder);

        assertThat(List.of("a.pt", "d/a.pt", "#x", "blank ", "slash\\"))
                .allMatch(path -> patterns.excludes(path, () -> false));
        assertThat(List.of("best.pt", "# comment", "x", "blank", "slash", "comment"))
                .noneMatch(path -> patterns.excludes(path, () -> false));
    }

    @Test
    void anIgnoreFileMustBeOneOfText() throws Exception {
        assertThat(IgnoreFile.read(folder).isEmpty()).isTrue();
        write("command: run\n");
        var ignore = folder.resolve(".neronetignore");
        Files.write(ignore, new byte[] {'a', '\n', 'b', (byte) 0xff});
        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining(ignore + ":2:2: error: the file is not UTF-8");
        Files.delete(ignore);
        Files.createSymbolicLink(ignore, Path.of("nothing"));
        assertThatThrownBy(() -> IgnoreFile.read(folder)).hasMessage(ignore + " is not an ordinary file");
    }

    private void write(String text) throws Exception {
        Files.writeString(folder.resolve("config.yaml"), text);
    }

    @Test
    void blocksThatComeToOneNameAreRefused() throws Exception {
        write("command: echo hi\n+a:\n  +b:\n+a_b:\n");

        assertThatThrownBy(() -> SpecFile.read(folder))
                .hasMessageContaining(":4:1: error: '+a_b' and '+a: +b' in line 3 come to the same name");
    }
}
