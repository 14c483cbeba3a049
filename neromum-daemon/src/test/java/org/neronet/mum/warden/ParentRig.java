package org.neronet.mum.warden;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.ParentFile;
import org.neronet.common.testing.Await;

/** A work folder with one attempt, ready for the real parent script. */
final class ParentRig {
    static final Duration LIMIT = Duration.ofSeconds(60);
    static final String TOKEN = "00112233445566aa";

    final Path workdir;
    final Path lib;
    final Path batch;
    final AttemptFolder attempt;
    private final List<String> shell;
    private Optional<Path> java = Optional.empty();
    private boolean ofScheduler = true;
    private String path = System.getenv("PATH");

    ParentRig(Path temp, String... shell) throws IOException {
        this.shell = List.of(shell);
        workdir = Files.createDirectories(temp.resolve("work dir"));
        lib = lib(temp);
        batch = workdir.resolve("batch").resolve(TOKEN);
        attempt = new AttemptFolder(workdir.resolve("attempts").resolve("one"));
    }

    /** Under a shell by name, or {@code only dash} on the machine, or dash with an {@code old env} beside bash. */
    static ParentRig under(String shell, Path temp) throws IOException {
        return switch (shell) {
            case "only dash" -> new ParentRig(temp, needed("dash")).withPath(tools(temp.resolve("only"), "printf"));
            case "old env" -> new ParentRig(temp, needed("dash")).withPath(oldEnv(temp));
            default -> new ParentRig(temp, needed(shell));
        };
    }

    private static String needed(String shell) {
        assumeTrue(Files.exists(Path.of("/bin/" + shell)), "this machine has no " + shell);
        return "/bin/" + shell;
    }

    /** A machine whose env knows no --default-signal, but which has bash. */
    private static Path oldEnv(Path temp) throws IOException {
        var path = tools(temp.resolve("old"), "bash");
        Files.delete(path.resolve("env"));
        script(path.resolve("env"), "case $1 in --*) exit 125 ;; esac; exec /usr/bin/env \"$@\"");
        return path;
    }

    /** A folder for PATH with what the script needs and some more. */
    static Path tools(Path folder, String... more) throws IOException {
        var path = programs(
                folder, "sh", "env", "true", "sed", "ln", "rm", "mv", "dd", "date", "setsid", "grep", "nice", "cat",
                "uname");
        programs(path, more);
        return path;
    }

    static Path lib(Path temp) throws IOException {
        var lib = Files.createDirectories(temp.resolve("lib/abc"));
        try (var script = ParentRig.class.getResourceAsStream("/cluster/parent")) {
            Files.write(lib.resolve("parent"), script.readAllBytes());
        }
        return lib;
    }

    /** A script that takes the place of java; it runs in the attempt's folder. */
    ParentRig withJava(String script) throws IOException {
        java = Optional.of(script(workdir.resolve("java"), script));
        return this;
    }

    /** As a direct queue starts it, on the machine of mum, who starts the kid. */
    ParentRig onMumsMachine() {
        ofScheduler = false;
        return this;
    }

    ParentRig withPath(Path folder) {
        path = folder.toString();
        return this;
    }

    static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        file.toFile().setExecutable(true);
        return file;
    }

    /** A folder for PATH with these programs of this machine and no others. */
    static Path programs(Path folder, String... names) throws IOException {
        Files.createDirectories(folder);
        for (var name : names) {
            var real = List.of("/usr/bin/", "/bin/").stream()
                    .map(b -> Path.of(b + name))
                    .filter(Files::exists);
            script(folder.resolve(name), "exec " + real.findFirst().orElseThrow() + " \"$@\"");
        }
        return folder;
    }

    ParentRig lay(AttemptPlan plan) throws IOException {
        var settings = new LayoutSettings(List.of(), "0027");
        new AttemptLayout(digest -> Path.of("/nowhere"), workdir.resolve("kid-endpoint"), settings)
                .lay(plan, attempt.root(), new byte[32]);
        ApiFolder.lay(workdir);
        new BatchLayout(lib, java, ofScheduler)
                .write(new Batch(TOKEN, batch, List.of(plan.key()), plan), List.of(attempt.root()));
        return this;
    }

    Process start() {
        return start(Map.of());
    }

    /** Under clean signals, as a scheduler starts it. */
    Process start(Map<String, String> environment) {
        return start("parent", "1", environment);
    }

    /** Another script of the same folder, with a number. */
    Process start(String script, String number, Map<String, String> environment) {
        var argv = new ArrayList<>(List.of("/usr/bin/env", "--default-signal"));
        argv.addAll(shell);
        argv.addAll(List.of(lib.resolve(script).toString(), batch.toString(), number));
        var builder = new ProcessBuilder(argv);
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(workdir.resolve("parent.out").toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int run() throws InterruptedException {
        return await(start());
    }

    int await(Process process) throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the parent does not end: " + state());
        }
        return process.exitValue();
    }

    void awaitFile(Path file) {
        Await.until(LIMIT, this::state, () -> Files.exists(file));
    }

    void awaitText(Path file, String text) {
        Await.until(LIMIT, this::state, () -> read(file).equals(text));
    }

    String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ParentFile exit() {
        return ParentFile.parse(read(attempt.exit()));
    }

    ParentFile startFile() {
        return ParentFile.parse(read(attempt.start()));
    }

    Path inWork(String name) {
        return attempt.work().resolve(name);
    }

    void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
    }

    String state() {
        return "start: " + startFile() + " exit: " + exit() + " said: " + read(workdir.resolve("parent.out"))
                + " stderr: " + read(attempt.root().resolve("stderr"));
    }
}
