package org.neronet.man.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
