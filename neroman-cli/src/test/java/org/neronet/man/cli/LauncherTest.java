package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.SystemCommandRunner;
import org.neronet.common.testing.Await;

/** The launcher script, with a program in Java's place that prints what it got. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "bin", "neroman");

    @TempDir
    Path place;

    private Path launcher;
    private Path java;

    @BeforeEach
    void install() throws IOException {
        launcher = place.resolve("tree/bin/neroman");
        Files.createDirectories(launcher.getParent());
        Files.copy(SCRIPT, launcher);
        executable(launcher);
        java = java("jdk", "17.0.9");
    }

    private Path java(String name, String version) throws IOException {
        var file = place.resolve(name + "/bin/java");
        Files.createDirectories(file.getParent());
        Files.writeString(place.resolve(name + "/release"), "JAVA_VERSION=\"" + version + "\"\n");
        Files.writeString(
                file,
                "#!/bin/sh\nprintf '%s\\n' \"$@\"\n"
                        + "echo \"LC_ALL=$LC_ALL kept=${NERONET_KEPT_LC_ALL-none} tool=${JAVA_TOOL_OPTIONS-none}\"\n");
        executable(file);
        return file;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void jar(String path) throws IOException {
        var jar = place.resolve(path);
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
    }

    private CommandResult run(Path program, Map<String, String> environment) throws Exception {
        var all = new HashMap<>(Map.of(
                "NERONET_JAVA", "", "JAVA_HOME", "", "NERONET_TEST_JVM_OPTS", "", "NERONET_CLASS_ARCHIVE", "no"));
        all.putAll(environment);
        return new SystemCommandRunner(all, Path.of("/"))
                .run(List.of(program.toString(), "status", "a b"), Duration.ofSeconds(30));
    }

    private CommandResult run() throws Exception {
        return run(launcher, Map.of("NERONET_JAVA", java.toString()));
    }

    @Test
    void anInstalledTreeIsFoundAndWordsArriveWhole() throws Exception {
        jar("tree/lib/neroman.jar");

        var lines = run().out().lines().toList();

        assertThat(lines).contains("-Xmx256m", "-XX:+UseSerialGC", "-Xlog:all=error:stderr", "-Dneronet.tty=false");
        assertThat(lines)
                .containsSubsequence("-jar", place.toRealPath() + "/tree/bin/../lib/neroman.jar", "status", "a b");
    }

    @Test
    void aCheckoutIsFoundThroughALink() throws Exception {
        jar("tree/neroman-cli/target/neroman.jar");
        Files.createDirectories(place.resolve("elsewhere"));
        var link = Files.createSymbolicLink(place.resolve("elsewhere/nm"), Path.of("../tree/bin/neroman"));

        assertThat(run(link, Map.of("NERONET_JAVA", java.toString())).out())
                .contains("/tree/bin/../neroman-cli/target/neroman.jar");
    }

    @Test
    void theUsersEnvironmentIsKeptBesideTheJvms() throws Exception {
        jar("tree/lib/neroman.jar");

        var result = run(
                launcher,
                Map.of(
                        "NERONET_JAVA",
                        java.toString(),
                        "LC_ALL",
                        "fi_FI.ISO8859-1",
                        "JAVA_TOOL_OPTIONS",
                        "-Dx",
                        "NERONET_TEST_JVM_OPTS",
                        "-Done -Dtwo"));

        assertThat(result.out()).contains("LC_ALL=C.UTF-8 kept=fi_FI.ISO8859-1 tool=none", "-Done\n-Dtwo\n-jar");
    }

    @Test
    void anOldJavaIsPassedOver() throws Exception {
        jar("tree/lib/neroman.jar");
        var old = java("old", "11.0.2");

        var result = run(
                launcher,
                Map.of(
                        "NERONET_JAVA",
                        old.toString(),
                        "JAVA_HOME",
                        java.getParent().getParent().toString()));

        assertThat(result.exitCode()).isZero();
    }

    @Test
    void withoutJavaThereIsOneClearLine() throws Exception {
        jar("tree/lib/neroman.jar");
        var old = java("old", "11.0.2");
        var tools = Files.createDirectories(place.resolve("tools"));
        for (var tool : List.of("sh", "dirname", "readlink", "sed")) {
            Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
        }

        var result = run(launcher, Map.of("NERONET_JAVA", old.toString(), "PATH", tools.toString()));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("neroman: no Java 17 or newer found (tried " + old + ")\n"
                        + "hint: install a JDK 17, or set JAVA_HOME or NERONET_JAVA=/path/to/java\n");
    }

    @Test
    void withoutTheJarItSaysHowToBuildIt() throws Exception {
        var result = run();

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("there is no neroman.jar yet", "./mvnw -DskipTests package");
    }

    private Map<String, String> archiving() {
        return Map.of(
                "NERONET_JAVA", java.toString(),
                "XDG_CACHE_HOME", place.resolve("cache").toString(),
                "NERONET_CLASS_ARCHIVE", "");
    }

    /** Java's stand-in writes the archive that it is asked for; the files that are there when it is. */
    private List<Path> archivesMade(int count) throws Exception {
        executable(
                Files.writeString(
                        java,
                        "#!/bin/sh\nprintf '%s\\n' \"$@\"\n"
                                + "for word; do case $word in -XX:ArchiveClassesAtExit=*) echo >\"${word#*=}\" ;; esac; done\n"));
        run(launcher, archiving());
        Await.until(
                Duration.ofSeconds(30),
                () -> "archives: " + archives(),
                () -> archives().size() == count);
        return archives();
    }

    private List<Path> archives() {
        try (var files = Files.list(place.resolve("cache/neronet"))) {
            var all = files.toList();
            boolean done = all.stream().allMatch(file -> file.toString().endsWith(".jsa"));
            return done ? all : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Test
    void theFirstCommandHasAnArchiveOfClassesMadeForTheNext() throws Exception {
        jar("tree/lib/neroman.jar");

        var archive = archivesMade(1).get(0);
        var second = run(launcher, archiving());

        assertThat(second.out())
                .contains("-XX:SharedArchiveFile=" + archive + "\n")
                .contains("-jar\n");
        assertThat(Files.getPosixFilePermissions(archive.getParent())).hasSize(3);
        assertThat(run().out()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void anotherJarHasAnotherArchive() throws Exception {
        jar("tree/lib/neroman.jar");
        var first = archivesMade(1).get(0);
        Files.writeString(place.resolve("tree/lib/neroman.jar"), "a new version");

        assertThat(archivesMade(2)).contains(first);
    }

    @Test
    void anArchiveThatCannotBeMadeHindersNothing() throws Exception {
        jar("tree/lib/neroman.jar");
        var environment = new HashMap<>(archiving());
        environment.put("XDG_CACHE_HOME", "/dev/null");

        assertThat(run(launcher, environment).out()).contains("-jar\n").doesNotContain("SharedArchiveFile");
    }
}
