package org.neronet.man.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.disk.Sha256;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.Json;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.man.spec.Experiment;
import org.neronet.man.testing.Samples;

class CodeSnapshotsTest {
    @TempDir
    Path folder;

    private final CodeSnapshots snapshots = new CodeSnapshots();

    @BeforeEach
    void fillFolder() throws IOException {
        write("main.sh", "echo hello\n");
        write("data/1.txt", "one");
        write("data/deep/2.txt", "two");
        write("config.yaml", "command: sh main.sh");
        write("results/old.txt", "old");
        write(".git/HEAD", "ref");
        write("lib/.git/HEAD", "ref");
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    private List<String> taken(String... required) {
        return paths(snapshots.take(Samples.experiment(folder, "a", List.of(required))));
    }

    private static List<String> paths(CodeSnapshot snapshot) {
        return snapshot.files().stream().map(CodeFile::path).toList();
    }

    private void assertRefused(String text, String... required) {
        assertThatThrownBy(() -> taken(required))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(text);
    }

    @Test
    void withoutRequiredFilesTheFolderIsTakenButResultsAndGit() {
        assertThat(taken()).containsExactly("config.yaml", "data/1.txt", "data/deep/2.txt", "main.sh");
    }

    @Test
    void requiredFilesFoldersAndGlobsAreTakenWithTheWordsOfTheCommand() {
        assertThat(taken("data/", "*.yaml")).containsExactly("config.yaml", "data/1.txt", "data/deep/2.txt", "main.sh");
        assertThat(taken("data/*.txt")).containsExactly("data/1.txt", "main.sh");
    }

    @Test
    void anAbsolutePathIsTheClustersAndNotSent() {
        assertThat(taken("/etc/passwd")).containsExactly("main.sh");
    }

    @Test
    void digestsSizesAndModesAreThoseOfTheFiles() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("main.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));

        var snapshot = snapshots.take(Samples.experiment(folder, "a", List.of("main.sh")));

        var digest = Sha256.of("echo hello\n".getBytes());
        assertThat(snapshot.files()).containsExactly(new CodeFile("main.sh", 11, digest, true));
        assertThat(snapshot.sources()).containsEntry(digest, folder.resolve("main.sh"));
        assertThat(snapshot.bytes()).isEqualTo(11);
    }

    @Test
    void experimentsThatNeedTheSameFilesShareOneSnapshot() {
        var experiment = Samples.experiment(folder, "a", List.of("data"));

        assertThat(snapshots.take(Samples.experiment(folder, "b", List.of("data"))))
                .isSameAs(snapshots.take(experiment));
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertRefused("'gone.txt' is not in " + folder + "; '../secret' leads out", "gone.txt", "../secret");
        assertRefused("'[.txt' is not in", "[.txt");
        assertRefused("'x/*.sh' is not in", "x/*.sh");
        assertRefused("'*.none' is not in", "*.none");
    }

    @Test
    void aLinkInsideIsFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("again"), Path.of("data"));

        assertThat(taken("again")).containsExactly("again/1.txt", "again/deep/2.txt", "main.sh");
    }

    @Test
    void aLinkThatLeadsOutIsRefusedWithItsTarget() throws IOException {
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/passwd"));

        assertRefused("the link out -> /etc/passwd leads out of the experiment folder");
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("dead"), Path.of("nothing"));

        assertRefused("the link dead -> nothing leads nowhere", "dead");
    }

    @Test
    void aLinkToAFolderAroundItIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("data/up"), Path.of(".."));

        assertRefused("data/up is a link to a folder that it lies in");
    }

    @Test
    void aFifoIsRefused() throws Exception {
        new SystemCommandRunner().run(List.of("mkfifo", folder.resolve("pipe").toString()), Duration.ofSeconds(10));

        assertRefused("pipe is a FIFO", "pipe");
    }

    @Test
    void whatIsExcludedIsNotSent() throws IOException {
        write(".neronetignore", "data/deep/\n*.log\n");
        write("a.log", "");
        write("lib/b.log", "");
        write("lib/c.pt", "");
        write("lib/best.pt", "");

        assertThat(excluding(List.of("*.pt", "!best.pt"), List.of()))
                .containsExactly("config.yaml", "data/1.txt", "lib/best.pt", "main.sh");
        assertThat(excluding(List.of("!a.log", "config.yaml"), List.of()))
                .containsExactly("a.log", "data/1.txt", "lib/best.pt", "lib/c.pt", "main.sh");
        assertThat(excluding(List.of("*", "!results/", "!.git/"), List.of())).containsExactly("main.sh");
    }

    @Test
    void whatIsExcludedIsNotSentWithFoldersAndPatternsEither() throws IOException {
        assertThat(excluding(List.of("data/deep"), List.of("data"))).containsExactly("data/1.txt", "main.sh");
        assertThat(excluding(List.of("deep/"), List.of("d*"))).containsExactly("data/1.txt", "main.sh");
        assertThat(excluding(List.of("1.txt"), List.of("**/*.txt"))).containsExactly("data/deep/2.txt", "main.sh");
        assertThat(excluding(List.of("data/deep/"), List.of("**/*.txt"))).containsExactly("data/1.txt", "main.sh");
        assertThatThrownBy(() -> excluding(List.of("*.txt"), List.of("data/*.txt")))
                .hasMessageContaining("'data/*.txt' is not in " + folder + ", as far as it is not excluded");
    }

    @Test
    void whatIsNamedIsSentAllTheSame() throws IOException {
        write(".neronetignore", "*\n");
        var main = withMain(experiment(List.of("data/", "main.sh"), List.of("data/1.txt", "config.yaml")), "lib/m.py");
        write("lib/m.py", "");

        assertThat(paths(snapshots.take(main))).containsExactly("config.yaml", "data/1.txt", "lib/m.py", "main.sh");
        assertThat(excluding(List.of("data/", "2.txt"), List.of("data"))).containsExactly("main.sh");
    }

    @Test
    void aNamedFolderIsSentAlthoughItIsExcludedAsAWhole() throws IOException {
        write(".neronetignore", "data/\n");

        assertThat(excluding(List.of("deep/"), List.of("data"))).containsExactly("data/1.txt", "main.sh");
        assertThat(excluding(List.of(), List.of("data/deep"))).containsExactly("data/deep/2.txt", "main.sh");
    }

    @Test
    void theIgnoreFileItselfIsSentWhenItIsNamed() throws IOException {
        write(".neronetignore", "data/\n");
        write("lib/.neronetignore", "x\n");

        assertThat(taken()).containsExactly("config.yaml", "lib/.neronetignore", "main.sh");
        assertThat(taken("lib")).containsExactly("lib/.neronetignore", "main.sh");
        assertRefused("'.n*' is not in " + folder + ", as far as it is not excluded", ".n*");
        assertThat(taken(".neronetignore")).containsExactly(".neronetignore", "main.sh");
    }

    @Test
    void anExcludedFolderIsNotLookedInto() throws Exception {
        write("raw/x.txt", "");
        Files.createSymbolicLink(folder.resolve("raw/dead"), Path.of("nothing"));
        Files.createSymbolicLink(folder.resolve("raw/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/nowhere"));

        assertThat(excluding(List.of("raw/", "/out"), List.of()))
                .containsExactly("config.yaml", "data/1.txt", "data/deep/2.txt", "main.sh");
        assertThat(excluding(List.of("raw/"), List.of("**/*.txt")))
                .containsExactly("data/1.txt", "data/deep/2.txt", "main.sh");
    }

    @Test
    void patternsOfRequiredFilesGoThroughFolders() throws IOException {
        write("a/x.py", "");
        write("a/b/y.py", "");
        write("a/b/c/z.py", "");
        write("b/.hidden.py", "");
        write("results/r.py", "");

        assertThat(taken("**/*.py")).containsExactly("a/b/c/z.py", "a/b/y.py", "a/x.py", "b/.hidden.py", "main.sh");
        assertThat(taken("**/main.sh")).containsExactly("main.sh");
        assertThat(taken("a/**/y.py", "a/**/x.py")).containsExactly("a/b/y.py", "a/x.py", "main.sh");
        assertThat(taken("a/**")).containsExactly("a/b/c/z.py", "a/b/y.py", "a/x.py", "main.sh");
        assertThat(taken("{a,b}/*.py")).containsExactly("a/x.py", "b/.hidden.py", "main.sh");
        assertThat(taken("{a/b,b}/*.py")).containsExactly("a/b/y.py", "b/.hidden.py", "main.sh");
        assertThat(taken("[ab]/?*.py")).containsExactly("a/x.py", "b/.hidden.py", "main.sh");
        assertThat(taken("*/b/c/")).containsExactly("a/b/c/z.py", "main.sh");
        assertThat(taken("results/r.py")).containsExactly("main.sh", "results/r.py");
        assertRefused("'results/*.py' is not in", "results/*.py");
    }

    @Test
    void aFolderThatCannotBeReadMattersOnlyWhereAPatternLeads() throws IOException {
        assumeFalse(System.getProperty("user.name").equals("root"), "root reads everything");
        write("secret/x.py", "");
        write("a/x.py", "");
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("-wx------"));

        assertThat(taken("a/*.py", "*.sh")).containsExactly("a/x.py", "main.sh");
        assertThat(excluding(List.of("secret/"), List.of("**/*.py"))).containsExactly("a/x.py", "main.sh");
        assertRefused("secret cannot be read: permission denied", "**/*.py");
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void wordsOfTheCommandAreFilesAsTheProgramSeesThem() throws IOException {
        write("lib/main.sh", "echo lib\n");
        var lib = Experiment.fromJson(Json.parseObject(experiment(List.of(), List.of("data/1.txt"))
                .toJson()
                .with("workdir", "lib")
                .toString()));
        var away = Experiment.fromJson(Json.parseObject(lib.toJson()
                .with("workdir", "runs/1")
                .with("argv", List.of("sh", "../../main.sh", "../../../etc/passwd", "main.sh"))
                .toString()));

        assertThat(paths(snapshots.take(lib))).containsExactly("data/1.txt", "lib/main.sh");
        assertThat(paths(snapshots.take(away))).containsExactly("data/1.txt", "main.sh");
    }

    @Test
    void aBadIgnoreFileIsToldWithThePlace() throws IOException {
        write(".neronetignore", "\n[a\n");

        assertRefused(folder.resolve(".neronetignore") + ":2:1: error: '[' without a ']'");
    }

    private List<String> excluding(List<String> exclude, List<String> required) {
        return paths(snapshots.take(experiment(exclude, required)));
    }

    private Experiment experiment(List<String> exclude, List<String> required) {
        var plain = Samples.experiment(folder, "a", required);
        return Experiment.fromJson(
                Json.parseObject(plain.toJson().with("exclude", exclude).toString()));
    }

    @Test
    void aMissingFolderIsNotFound() {
        assertThatThrownBy(() -> snapshots.take(Samples.experiment(folder.resolve("gone"), "a", List.of())))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND));
    }

    @Test
    void tooMuchNamesTheFiveBiggest() {
        var files = new TreeMap<String, Long>();
        for (int i = 1; i <= 7; i++) {
            files.put("big" + i, i * 200_000_000L);
        }

        assertThatThrownBy(() -> CodeSnapshots.limit(files, folder))
                .hasMessageContaining("7 files, 5600 MB")
                .hasMessageEndingWith("big7 (1400000 kB), big6 (1200000 kB), big5 (1000000 kB), big4 (800000 kB), "
                        + "big3 (600000 kB)");
    }

    @Test
    void theMainCodeFileMustExistAndBeAFile() {
        var e = Samples.experiment(folder, "a", List.of("main.sh"));
        assertThatThrownBy(() -> snapshots.take(withMain(e, "gone.py"))).hasMessageContaining("gone.py does not exist");
        assertThatThrownBy(() -> snapshots.take(withMain(e, "data"))).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> snapshots.take(withMain(e, "../x"))).hasMessageContaining("leads out");
        assertThat(paths(snapshots.take(withMain(e, "data/1.txt")))).containsExactly("data/1.txt", "main.sh");
    }

    private static Experiment withMain(Experiment e, String main) {
        return Experiment.fromJson(
                Json.parseObject(e.toJson().with("main_code_file", main).toString()));
    }
}
