package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which files go and come back, in which folder a program starts, and which experiment goes first. */
class ResultsAndFilesIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String LIST = "command: [sh, -c, 'find . -type f | sort']";

    @RegisterExtension
    static final Lab LAB = Lab.local();

    @BeforeEach
    void oneAtATime() {
        LAB.neroman().clusters("local: {slots: 1}");
    }

    @Test
    void theProgramGetsTheFilesThatAreNotExcluded() throws IOException {
        var folder = LAB.stage()
                .experiment(
                        "sent",
                        List.of(
                                LIST,
                                "exclude: ['*.pt', '!best.pt']",
                                "+whole:",
                                "+some: {required_files: [src/, '**/*.txt', src/last.pt]}",
                                "+others: {exclude: src/}"));
        for (var file : List.of("src/main.py", "src/last.pt", "src/__pycache__/x.pyc", "best.pt", "a/n.txt", "b.txt")) {
            write(folder, file);
        }
        for (int i = 0; i < 12_000; i++) {
            Files.createFile(Files.createDirectories(folder.resolve("data/raw")).resolve("f" + i));
        }
        LAB.stage().write(folder.resolve(".neronetignore"), "# not needed there\n__pycache__/\n/data/raw/\nlocked/\n");
        LAB.account().own(folder);
        lock(folder.resolve("locked"));

        var ids = LAB.neroman().add(folder);
        LAB.neroman().run("submit", "local", ids.get(0) + "-" + ids.get(2)).ok();

        LAB.neroman().awaitStates(ids, "finished", LIMIT);
        assertThat(LAB.neroman().run("logs", "" + ids.get(0)).ok().lines())
                .containsExactly("./a/n.txt", "./b.txt", "./best.pt", "./config.yaml", "./src/main.py");
        assertThat(LAB.neroman().run("logs", "" + ids.get(1)).ok().lines())
                .containsExactly("./a/n.txt", "./b.txt", "./src/last.pt", "./src/main.py");
        assertThat(LAB.neroman().run("logs", "" + ids.get(2)).ok().lines())
                .containsExactly("./a/n.txt", "./b.txt", "./best.pt", "./config.yaml");
        unlock(folder.resolve("locked"));
    }

    @Test
    void whatIsExcludedFromTheResultsStaysThere() {
        var folder = LAB.stage()
                .experiment(
                        "back",
                        List.of(
                                "shell: true",
                                "command: |-",
                                "  mkdir -p tmp run/tmp",
                                "  for f in model.json tmp/a.json run/tmp/b.json run/c.json run/d.ckpt run/best.ckpt",
                                "  do echo x >$f; done",
                                "results: {exclude: [tmp/, '*.ckpt', '!best.ckpt'], max_size: 1MB}"));
        var ids = LAB.neroman().add(folder);

        LAB.neroman().run("submit", "local", "" + ids.get(0)).ok();
        LAB.neroman().awaitStates(ids, "finished", LIMIT);
        LAB.neroman().run("fetch", "" + ids.get(0)).ok();

        assertThat(files(folder.resolve("results")))
                .map(path -> path.substring(path.indexOf('/') + 1))
                .containsExactly(
                        "model.json", "neronet-stderr.txt", "neronet-stdout.txt", "run/best.ckpt", "run/c.json");
    }

    @Test
    void higherPrioritiesLeaveTheQueueFirst() {
        var go = LAB.stage().user().resolve("priority.go");
        var order = LAB.stage().user().resolve("priority.order");
        var first = LAB.neroman()
                .add(LAB.stage()
                        .experiment(
                                "first",
                                List.of(
                                        "command: [sh, -c, 'while [ ! -e \"$GO\" ]; do sleep 0.05; done']",
                                        "env: {GO: '" + go + "'}")));
        LAB.neroman().run("submit", "local", "" + first.get(0)).ok();
        LAB.neroman().await(LIMIT, "the first runs", s -> s.state(first.get(0)).equals("running"));
        var note = List.of(
                "command: [sh, -c, 'echo \"$0\" >>\"$ORDER\"', '{word}']",
                "env: {ORDER: '" + order + "'}",
                "+low: {parameters: {word: low}, priority: -1}",
                "+plain: {parameters: {word: [one, two]}}",
                "+high: {parameters: {word: high}, priority: 10}");
        var waiting = LAB.neroman().add(LAB.stage().experiment("waiting", note));
        LAB.neroman()
                .run("submit", "local", waiting.get(0) + "-" + waiting.get(3))
                .ok();
        LAB.neroman().awaitStates(waiting, "queued", LIMIT);
        var late = LAB.neroman()
                .add(LAB.stage()
                        .experiment(
                                "late",
                                List.of(note.get(0), note.get(1), "parameters: {word: late}", "priority: 1000")));
        LAB.neroman().run("submit", "local", "" + late.get(0)).ok();
        LAB.neroman().awaitStates(late, "queued", LIMIT);

        LAB.stage().write(go, "");

        LAB.neroman().awaitStates(first.get(0), late.get(0), "finished", LIMIT);
        assertThat(Stage.lines(order)).containsExactly("late", "high", "one", "two", "low");
    }

    @Test
    void theProgramStartsInTheFolderOfItsPoint() {
        var folder = LAB.stage()
                .experiment(
                        "started",
                        List.of(
                                "command: sh ../../main.sh {name}",
                                "parameters: {name: [\"it's\", 'a $(b)']}",
                                "workdir: runs/{name}",
                                "required_files: config.yaml"));
        LAB.stage().write(folder.resolve("main.sh"), "echo \"$1\" >here; pwd\n");

        var check = LAB.neroman().run("check", folder.toString()).ok();
        var ids = LAB.neroman().add(folder);
        LAB.neroman().run("submit", "local", ids.get(0) + "-" + ids.get(1)).ok();

        assertThat(check.err()).doesNotContain("warning");
        LAB.neroman().awaitStates(ids, "finished", LIMIT);
        var work = LAB.attempt(LAB.neroman().home(), ids.get(1)).work();
        assertThat(LAB.neroman().run("logs", "" + ids.get(1)).ok().out()).isEqualTo(work + "/runs/a $(b)\n");
        LAB.neroman().run("fetch", "" + ids.get(0)).ok();
        assertThat(files(folder.resolve("results"))).anyMatch(path -> path.endsWith("/runs/it's/here"));
    }

    @Test
    void badPatternsAreToldWithTheirPlaceAndNoticesAreSaidToBeIdle() {
        var folder = LAB.stage()
                .experiment("patterns", List.of("command: 'true'", "retries: 3", "exclude: [ok, '*.{pt,bin}']"));
        LAB.stage().write(folder.resolve(".neronetignore"), "*.log\n\n[raw\n");

        var bad = LAB.neroman().run("check", folder.toString()).exits(2);

        assertThat(bad.err())
                .contains("/config.yaml:3:15: error: '*.{pt,bin}' is no pattern")
                .contains("/.neronetignore:3:1: error: '[' without a ']' behind it\n  [raw\n  ^\nfix: ");

        LAB.stage().write(folder.resolve(".neronetignore"), "*.log\n");
        LAB.stage().write(folder.resolve("config.yaml"), "command: 'true'\nnotify: [{on: fail}]\n");
        for (var verb : List.of("check", "add")) {
            assertThat(LAB.neroman().run(verb, folder.toString()).ok().err())
                    .contains("warning: kept, but without effect in this version: notify");
        }
    }

    private static void write(Path folder, String file) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), "x\n");
    }

    /** Makes a folder that the account cannot read. */
    private static void lock(Path folder) throws IOException {
        Files.createFile(Files.createDirectory(folder).resolve("x.txt"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
    }

    private static void unlock(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    /** The files below a folder, relative to it, in order. */
    private static List<String> files(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsTooLargeToComeBackIsNamed() {
        var folder = LAB.stage()
                .experiment(
                        "too-large",
                        List.of(
                                "command: sh -c 'head -c 3000000 /dev/zero > big.bin; echo x > ok.json'",
                                "results: {max_size: 1MB}"));
        var ids = LAB.neroman().add(folder);

        var submit =
                LAB.neroman().run("submit", "local", "" + ids.get(0), "--wait").ok();

        assertThat(submit.err()).contains("1 file in").contains("left out: big.bin (3.0 MB)");
    }
}
