package org.neronet.man.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftBlockTest {
    private static final Set<String> FILES = Set.of("main.py", "./run.sh", "data/1.txt", "data", "train");

    private static final List<String> PIECES = List.of(
            "a",
            "lr",
            "=",
            "--",
            "-",
            "0.1",
            "1e5",
            " ",
            "{",
            "}",
            "{lr}",
            "{{",
            "}}",
            "'",
            "\"",
            "\\",
            "$(x)",
            "`",
            "*",
            "#",
            ": ",
            ":",
            "&",
            "|",
            ">",
            "!",
            "%",
            "@",
            "?",
            "[",
            "]",
            ",",
            "~",
            "\n",
            "\r",
            "\t",
            "\u001b",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u202e",
            "ä",
            "€",
            "😀",
            "null",
            "true",
            "no",
            "main.py",
            "data/1.txt",
            "...",
            "---",
            "1:30",
            "\u0001",
            "\u007f",
            "=x");

    @TempDir
    Path temporary;

    private Path file;

    @BeforeEach
    void makeFolder() throws Exception {
        var folder = temporary.toRealPath();
        Files.createDirectory(folder.resolve("data"));
        Files.createDirectory(folder.resolve("train"));
        for (var name : List.of("main.py", "run.sh", "data/1.txt")) {
            Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        }
        Files.setPosixFilePermissions(folder.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        file = folder.resolve("config.yaml");
    }

    private Experiment experiment(List<String> words) {
        var text = DraftBlock.file(DraftBlock.of("try", words, FILES::contains));
        var specification = SpecFile.of(file, text);
        assertThat(specification.warnings()).as(text).isEmpty();
        assertThat(specification.experiments()).as(text).hasSize(1);
        var experiment = specification.experiments().get(0);
        assertThat(experiment.run().argv()).as(text).isEqualTo(words);
        return experiment;
    }

    private static String block(String words) {
        return DraftBlock.of("try", List.of(words.split(" ")), FILES::contains);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python3 main.py --lr 0.1 --deep       | python3 main.py --lr {lr} --deep       | {lr=0.1}",
                "python3 main.py --lr=0.1 n=3 n=4      | python3 main.py --lr={lr} n={n} n={n_2} | {lr=0.1, n=3, n_2=4}",
                "python3 main.py --lr -0.5 --x -y      | python3 main.py --lr {lr} --x -y       | {lr=-0.5}",
                "python3 -u main.py 10 relu 10         | python3 -u main.py {arg1} {relu} {arg3} | {arg1=10, relu=relu, arg3=10}",
                "python3 gone.py alpha beta            | python3 gone.py {alpha} {beta}         | {alpha=alpha, beta=beta}",
                "torchrun --standalone main.py -n 4    | torchrun --standalone main.py -n {n}   | {n=4}",
                "accelerate launch --procs 2 main.py 5 | accelerate launch --procs {procs} main.py {arg2} | {procs=2, arg2=5}",
                "./run.sh data/1.txt                   | ./run.sh {arg1}                        | {arg1=data/1.txt}",
                "sleep 10                              | sleep 10                               | {}",
                "mpirun -np 4 solver                   | mpirun -np 4 solver                    | {}",
                "python3 main.py arg2 7                | python3 main.py {arg2} {arg3}          | {arg2=arg2, arg3=7}",
            })
    void wordsThatCouldVaryAreParameters(String words, String command, String parameters) {
        var experiment = experiment(List.of(words.strip().split(" ")));

        assertThat(block(words.strip())).contains("  command: " + command.strip() + "\n");
        assertThat(experiment.parameters().toString()).isEqualTo(parameters.strip());
    }

    @Test
    void filesOfTheFolderAreRequired() {
        assertThat(experiment(List.of("python3", "main.py", "--data=data/1.txt", "train", "main.py"))
                        .code()
                        .required())
                .containsExactly("main.py", "data/1.txt", "train");
        assertThat(experiment(List.of("sleep", "1")).code().required()).isEmpty();
    }

    @Test
    void theBlockIsCommentedAndReadable() {
        assertThat(block("python3 main.py --lr 0.1 --act relu data/1.txt")).isEqualTo("""
                        +try:
                          # {x} stands for the parameter x; words reach the program as they are, without a shell.
                          command: python3 main.py --lr {lr} --act {act} {arg3}
                          # A list in place of a value makes an experiment of each: [0.1, 0.01].
                          parameters:
                            lr: 0.1
                            act: relu
                            arg3: data/1.txt
                          # What is sent to the cluster; without these lines, the whole folder.
                          required_files:
                            - main.py
                            - data/1.txt
                          # resources: {cpus: 1, memory: 2GB, time: 1h}   # what one run needs
                          # outputs: ["*.json"]                           # what comes back; otherwise all that is new
                        """);
    }

    @Test
    void numbersStayNumbersSoThatTheyCanBeSelected() {
        assertThat(experiment(List.of("python3", "main.py", "lr=0.10", "n=3", "id=007", "flag=true"))
                        .parameters())
                .isEqualTo(Map.of("lr", 0.1, "n", 3L, "id", "007", "flag", "true"));
    }

    @Test
    void aFileWithAPatternInItsNameIsSentWithTheWholeFolder() throws Exception {
        Files.writeString(file.resolveSibling("a[1].txt"), "x");
        var block = DraftBlock.of("try", List.of("cat", "a[1].txt"), "a[1].txt"::equals);

        assertThat(SpecFile.of(file, block).experiments().get(0).code().required())
                .isEmpty();
    }

    @Test
    void twoThousandOddWordsComeBackByteForByte() {
        var random = new Random(20261124);
        for (int i = 0; i < 200; i++) {
            var words = new ArrayList<>(List.of(i % 3 == 0 ? word(random) + "x" : "python3"));
            if (i % 2 == 0) {
                words.add("main.py");
            }
            for (int j = 0; j < 10; j++) {
                words.add(word(random));
            }
            experiment(words);
        }
    }

    private static String word(Random random) {
        var word = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            word.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return word.toString();
    }
}
