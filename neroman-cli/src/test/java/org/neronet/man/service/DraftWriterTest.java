package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.man.spec.Experiment;
import org.neronet.man.spec.SpecFile;

class DraftWriterTest {
    private static final List<String> WORDS = List.of("python3", "main.py", "--lr", "0.1", "it's {odd}");

    @TempDir
    Path temporary;

    private Path folder;
    private Path file;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = temporary.toRealPath();
        file = folder.resolve("config.yaml");
        Files.writeString(folder.resolve("main.py"), "print(1)\n");
    }

    private Draft write(boolean append) {
        return new DraftWriter(folder).write("try", WORDS, append);
    }

    private void there(String text) throws Exception {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private List<Experiment> experiments() {
        return SpecFile.read(folder).experiments();
    }

    @Test
    void aNewFileRunsTheVeryWordsAndIsTheUsersOwn() throws Exception {
        var draft = write(false);

        assertThat(draft.kind()).isEqualTo(Draft.Kind.WRITTEN);
        assertThat(draft.file()).isEqualTo(file);
        assertThat(file).content().startsWith("# Experiments of this folder.").endsWith(draft.block());
        assertThat(experiments()).hasSize(1);
        assertThat(experiments().get(0).run().argv()).isEqualTo(WORDS);
        assertThat(experiments().get(0).name()).isEqualTo("try");
        assertThat(experiments().get(0).code().required()).containsExactly("main.py");
        var sibling = Files.writeString(folder.resolve("another"), "x");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(sibling));
    }

    @Test
    void whatIsThereStays() throws Exception {
        there("command: 'true'\n");

        var draft = write(false);

        assertThat(draft.kind()).isEqualTo(Draft.Kind.NOT_WRITTEN);
        assertThat(file).hasContent("command: 'true'\n");
        assertThat(draft.block()).startsWith("+try:\n");
    }

    @Test
    void aLinkToNothingIsNotWrittenThrough() throws Exception {
        Files.createSymbolicLink(file, folder.resolve("gone.yaml"));

        assertThat(write(false).kind()).isEqualTo(Draft.Kind.NOT_WRITTEN);
        assertThat(folder.resolve("gone.yaml")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAndStaysEmpty() throws Exception {
        Files.delete(folder.resolve("main.py"));
        var gone = new DraftWriter(folder);
        Files.delete(folder);
        Files.writeString(folder, "a file now");

        assertFault(ExitCode.FAILURE, () -> gone.write("a", List.of("run"), false), "cannot write " + file);
        assertThat(folder).hasContent("a file now");
    }

    @Test
    void anAppendedBlockLeavesTheRestByteForByte() throws Exception {
        var old =
                "\ufeff# mine\r\ncollection: lang\r\nsetup: [module load x]\n+a:\n  command: run {x}\n  parameters: {x: [1, 2]} # end";
        there(old);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));

        assertThat(write(true).kind()).isEqualTo(Draft.Kind.APPENDED);

        var bytes = Files.readAllBytes(file);
        var before = old.getBytes(StandardCharsets.UTF_8);
        assertThat(bytes).startsWith(before);
        assertThat(new String(bytes, before.length, bytes.length - before.length, StandardCharsets.UTF_8))
                .startsWith("\n\n+try:\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
        assertThat(experiments()).extracting(Experiment::name).containsExactly("lang/a_x-1", "lang/a_x-2", "lang/try");
        assertThat(experiments().get(2).run().setup()).containsExactly("module load x");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("main.py", "config.yaml");
    }

    @Test
    void aLinkedFileIsChangedWhereItIs() throws Exception {
        there("+a: {command: run}\n");
        var real = folder.resolve("shared.yaml");
        Files.move(file, real);
        Files.createSymbolicLink(file, real);

        write(true);

        assertThat(file).isSymbolicLink();
        assertThat(real).content().startsWith("+a: {command: run}\n\n+try:\n");
    }

    @Test
    void anEmptyFileTakesABlock() throws Exception {
        there("# nothing yet\n");
        write(true);
        assertThat(experiments()).extracting(Experiment::name).containsExactly("try");
    }

    @Test
    void anExperimentWithoutABlockWouldBeLost() throws Exception {
        there("command: run {x}\nparameters: {x: 1}\n");

        assertRefused(() -> write(true), "would be no more, because with '+' blocks only they are experiments");
        assertThat(file).hasContent("command: run {x}\nparameters: {x: 1}\n");
    }

    @Test
    void whatTheBlockWouldInheritMayMakeItSomethingElse() throws Exception {
        there("parameters: {lr: 1, n: [1, 2, 3]}\n+a: {command: 'run {lr} {n}'}\n");
        assertRefused(() -> write(true), "the block would be 3 experiments");

        there("shell: true\n+a: {command: run}\n");
        assertRefused(() -> write(true), "the block would be something else than you typed");
        assertThat(file).hasContent("shell: true\n+a: {command: run}\n");
    }

    @Test
    void aFileThatWouldNotCheckIsLeftAlone() throws Exception {
        there("+try: {command: run}\n");
        assertRefused(() -> write(true), "'+try' is here for the second time");
        there("{+a: {command: run}}\n");
        assertRefused(() -> write(true), "with the block it would not be in order");
        there("+a: {comand: run}\n");
        assertFault(ExitCode.USAGE, () -> write(true), "did you mean 'command'");
    }

    @Test
    void aLastValueThatWouldGrowIsLeftAlone() throws Exception {
        there("+a:\n  command: run\n  custom_msg: |+\n    text\n");
        assertRefused(() -> write(true), "its experiment 'a' would be another with lines behind the last one");
        there("+a:\n  command: run\n  custom_msg: |\n    text\n");
        write(true);
        assertThat(experiments().get(0).customMsg()).contains("text\n");
    }

    @Test
    void namesFoldersAndWordsMustBeGood() {
        var writer = new DraftWriter(folder);
        assertFault(ExitCode.USAGE, () -> writer.write("12", WORDS, false), "'12' cannot name an experiment");
        assertFault(ExitCode.USAGE, () -> writer.write("a/b", WORDS, false), "'a/b' cannot name an experiment");
        assertFault(ExitCode.USAGE, () -> writer.write("a", List.of("x", "\ufffd"), false), "is not UTF-8");
        assertFault(ExitCode.NOT_FOUND, () -> new DraftWriter(folder.resolve("no")), "no such file or folder");
        assertThat(file).doesNotExist();
    }

    @Test
    void filesOutsideOfTheFolderAndResultsAreNotRequired() throws Exception {
        Files.createDirectories(folder.resolve("results/1-a"));
        Files.createDirectory(folder.resolve("data"));

        new DraftWriter(folder)
                .write(
                        "a",
                        List.of("cat", "../x", "/etc/passwd", "~", ".", "results/1-a", "data/", "", "main.py"),
                        false);

        assertThat(experiments().get(0).code().required()).containsExactly("data", "main.py");
    }

    @Test
    void aVeryLongWordIsStillOneWord() {
        var words = List.of("echo", "x\n".repeat(60_000));
        new DraftWriter(folder).write("a", words, false);
        assertThat(experiments().get(0).run().argv()).isEqualTo(words);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertFault(ExitCode.REFUSED, call, message);
    }

    private static void assertFault(ExitCode code, ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(message);
    }
}
