package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the real script with real programs, under each shell. */
class ParentScriptTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"dash,0", "dash,3", "bash,0", "bash,3", "bash,127", "dash,255"})
    void leavesWithTheProgramsExitCode(String shell, int code) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", "echo out; echo err >&2; exit " + code));

        assertThat(rig.run()).as(rig::state).isEqualTo(code);

        assertThat(rig.exit().number("code")).contains((long) code);
        assertThat(rig.exit().field("signalled")).isEmpty();
        assertThat(rig.exit().time()).isPresent();
        assertThat(rig.read(rig.attempt.root().resolve("stdout"))).isEqualTo("out\n");
        assertThat(rig.read(rig.attempt.root().resolve("stderr"))).isEqualTo("err\n");
        assertThat(rig.batch.resolve("marks/1.start")).exists();
        assertThat(rig.batch.resolve("marks/1.exit")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void saysWhereWhenAndAsWhatItStarted(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", "echo $$ >pid; ps -o sid= -p $$ >sid"));
        var scheduler = Map.of(
                "SLURM_ARRAY_JOB_ID",
                "12",
                "SLURM_ARRAY_TASK_ID",
                "1",
                "SLURM_JOB_ID",
                "13",
                "SLURM_RESTART_COUNT",
                "2",
                "SLURM_JOB_PARTITION",
                "short\nforged=1");

        rig.await(rig.start(scheduler));

        var start = rig.startFile();
        var pid = rig.read(rig.inWork("pid")).strip();
        assertThat(start.field("program")).contains(pid);
        assertThat(rig.read(rig.inWork("sid")).strip()).isEqualTo(pid);
        assertThat(start.field("host")).contains(HostName.here());
        assertThat(start.field("boot")).contains(HostName.boot());
        assertThat(start.time()).isPresent();
        assertThat(start.field("job")).contains("12_1");
        assertThat(start.field("restart")).contains("2");
        assertThat(start.field("var.SLURM_JOB_PARTITION")).contains("short");
        assertThat(start.field("forged")).isEmpty();
        assertThat(rig.read(rig.attempt.claim())).contains("job=12_1 restart=2 host=" + HostName.here());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void startsTheProgramInTheFolderThatThePlanNames(String shell) throws Exception {
        var folder = "it's -a $(echo no)\n*/ö";
        var plan = Plans.with(Map.of(), List.of("cd /"), "sh", "-c", "pwd >where; [ \"$PWD\" = \"$(pwd -P)\" ]");
        var rig = rig(shell).lay(Plans.startingIn(folder, plan));

        assertThat(rig.run()).as(rig::state).isZero();

        assertThat(rig.read(rig.inWork(folder).resolve("where")))
                .isEqualTo(rig.inWork(folder).toRealPath() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void doesNotStartWhereThereIsNoSuchFolder(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.startingIn("gone", Plans.of(7, "sh", "-c", "echo started >../runs")));
        Files.delete(rig.inWork("gone"));

        assertThat(rig.run()).as(rig::state).isEqualTo(126);

        assertThat(rig.inWork("runs")).doesNotExist();
        assertThat(rig.read(rig.attempt.root().resolve("stderr"))).contains("gone");
    }

    @ParameterizedTest
    @CsvSource({"dash,links", "dash,no links", "dash,mum", "bash,links", "bash,no links", "bash,mum"})
    void ofFiftyParentsAtOnceOneStartsTheProgram(String shell, String disk) throws Exception {
        var rig = rig(shell);
        if (disk.equals("mum")) {
            rig.onMumsMachine();
        }
        rig.lay(Plans.of(7, "sh", "-c", "echo started >>runs; exit 3"));
        if (disk.equals("no links")) {
            Files.createFile(rig.workdir.resolve("no-hardlinks"));
        }

        var parents = IntStream.range(0, 50).mapToObj(n -> rig.start()).toList();
        var codes = new ArrayList<Integer>();
        for (var parent : parents) {
            codes.add(rig.await(parent));
        }

        assertThat(Collections.frequency(codes, 3)).as(rig::state).isEqualTo(1);
        assertThat(Collections.frequency(codes, 0)).as(rig::state).isEqualTo(49);
        assertThat(rig.read(rig.inWork("runs"))).isEqualTo("started\n");
        try (var left = Files.list(rig.attempt.root())) {
            assertThat(left.map(f -> f.getFileName().toString())).noneMatch(name -> name.startsWith(".claim"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void doesNothingWhenMumHasTheClaim(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", "echo started >>runs; exit 3"));
        Files.writeString(rig.attempt.claim(), "mum\n");

        assertThat(rig.run()).isZero();

        assertThat(rig.inWork("runs")).doesNotExist();
        assertThat(rig.attempt.start()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "only dash"})
    void passesEveryWordByteForByte(String shell) throws Exception {
        var words = nastyWords();
        var argv = new ArrayList<>(List.of("printf", "%s\\0"));
        argv.addAll(words);
        var rig = rig(shell).lay(Plans.of(7, argv.toArray(String[]::new)));

        assertThat(rig.run()).as(rig::state).isZero();

        var expected = String.join("\0", words) + "\0";
        assertThat(Files.readAllBytes(rig.attempt.root().resolve("stdout")))
                .isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> nastyWords() {
        var pieces = List.of(
                "'",
                "\"",
                "\\",
                "$(touch canary)",
                "`id`",
                "${HOME}",
                "\n",
                "\r",
                "\t",
                " ",
                "*",
                "?",
                "[a",
                "~",
                "-n",
                "--",
                "!",
                "#",
                ";",
                "&",
                "|",
                "<",
                ">",
                "%s",
                "\u0001",
                "\u001b[2J",
                "\u007f",
                "\u0081",
                "\u0088",
                "Á",
                "ä",
                "\u202e",
                "😀",
                "a");
        var random = new Random(7);
        var words = new ArrayList<>(List.of("", "-", "'", "\\", "\n", "a'b'c", "{x}"));
        for (int n = 0; n < 400; n++) {
            var word = new StringBuilder();
            random.ints(random.nextInt(9), 0, pieces.size()).forEach(i -> word.append(pieces.get(i)));
            words.add(word.toString());
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "only dash"})
    void givesTheProgramItsEnvironmentAndTheUsersUmask(String shell) throws Exception {
        var environment = Map.of("A", "it's $HOME", "line", "own");
        var setup = List.of("export B=\"$A!\"", "cd sub", "return 0", "export C=never");
        var rig = rig(shell).lay(Plans.with(environment, setup, "sh", "-c", "umask; : >new; pwd; env"));
        Files.createDirectory(rig.inWork("sub"));

        rig.await(rig.start(Map.of("job", "hers", "SLURM_EXPORT_ENV", "x", "NERONET_TEST_JVM_OPTS", "-Dx")));

        var lines = rig.read(rig.attempt.root().resolve("stdout")).lines().toList();
        assertThat(lines)
                .contains("0027", rig.inWork("sub").toString(), "A=it's $HOME", "B=it's $HOME!", "line=own", "job=hers")
                .contains("NERONET_ID=1", "NERONET_ATTEMPT=1", "NERONET_EXPERIMENT=lang/it's", "PYTHONUNBUFFERED=1")
                .noneMatch(
                        l -> l.startsWith("SLURM_EXPORT_ENV") || l.startsWith("NERONET_TEST_JVM") || l.startsWith("C="))
                .noneMatch(l -> l.startsWith("p_") || l.startsWith("neronet_"));
        assertThat(mode(rig.inWork("sub/new"))).isEqualTo("rw-r-----");
        assertThat(mode(rig.attempt.root().resolve("stdout"))).isEqualTo("rw-------");
        assertThat(mode(rig.attempt.exit())).isEqualTo("rw-------");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void saysWhatIsMissingAndStartsNothing(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "sh", "-c", "echo started"));
        Files.writeString(rig.attempt.argv(), "");
        Files.writeString(rig.batch.resolve("map"), rig.attempt.root() + "\n");

        assertThat(rig.run()).isEqualTo(126);

        assertThat(rig.read(rig.attempt.root().resolve("stderr"))).contains("is incomplete");
        Files.writeString(rig.batch.resolve("map"), "\n");
        assertThat(rig.run()).isEqualTo(75);
        assertThat(rig.read(rig.workdir.resolve("parent.out"))).contains("no line 1 in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void aProgramThatIsNotThereGives127AndSaysSo(String shell) throws Exception {
        var rig = rig(shell).lay(Plans.of(7, "no-such-program", "x"));

        assertThat(rig.run()).isEqualTo(127);

        assertThat(rig.read(rig.attempt.root().resolve("stderr"))).contains("no-such-program");
    }

    private ParentRig rig(String shell) throws IOException {
        return ParentRig.under(shell, temp);
    }
}
