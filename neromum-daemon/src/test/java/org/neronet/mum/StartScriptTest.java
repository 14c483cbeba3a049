package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.json.Json;
import org.neronet.common.wire.Fault;
import org.neronet.common.wire.Magic;

/** The launcher, with scripts in place of java. */
class StartScriptTest {
    @TempDir
    Path folder;

    private Path lib;

    @BeforeEach
    void copyScript() throws IOException {
        lib = Files.createDirectories(folder.resolve("my lib"));
        try (var script = Neromum.class.getResourceAsStream("/cluster/start")) {
            Files.copy(script, lib.resolve("start"));
        }
    }

    private Path java(String name, String version) throws IOException {
        var java = folder.resolve(name);
        Files.createDirectories(java.getParent());
        var text = """
                #!/bin/sh
                if [ "$1" = -version ]; then
                    echo asked >>%s
                    echo 'openjdk version "%s" 2025-04-15' >&2
                    exit 0
                fi
                umask; env | grep -E '^(LC_ALL|NERONET_USER|JAVA_TOOL|_JAVA|JDK_JAVA)' | sort
                for word in "$@"; do printf '<%%s>\\n' "$word"; done
                """.formatted(folder.resolve("asked"), version);
        Files.writeString(java, text);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return java;
    }

    private record Said(int code, List<String> out) {}

    private Said start(Map<String, String> environment, String... words) throws Exception {
        var argv = new ArrayList<>(List.of("sh", "-c", "umask 027; exec sh \"$0\" \"$@\"", lib + "/start"));
        argv.addAll(List.of(words));
        var builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out.lines().toList());
    }

    @Test
    void theJvmGetsAPrivateUmaskAndTheUserKeepsHers() throws Exception {
        var java = java("jdk/bin/java", "17.0.1");
        var users = Map.of(
                "LC_ALL", "fi_FI", "JAVA_TOOL_OPTIONS", "-Da=1 -Db", "_JAVA_OPTIONS", "-Dc", "JDK_JAVA_OPTIONS", "-Dd");

        var said = start(users, "--java", java.toString(), "attach", "slurm");

        assertThat(said.code()).isZero();
        assertThat(said.out().get(0)).isEqualTo("0077");
        assertThat(said.out())
                .contains(
                        "NERONET_USER_UMASK=0027",
                        "NERONET_USER_LC_ALL=fi_FI",
                        "NERONET_USER_JAVA_TOOL_OPTIONS=-Da=1 -Db",
                        "NERONET_USER__JAVA_OPTIONS=-Dc",
                        "NERONET_USER_JDK_JAVA_OPTIONS=-Dd")
                .noneMatch(line -> line.startsWith("JAVA_TOOL") || line.startsWith("_JAVA") || line.startsWith("JDK_"))
                .anyMatch(line -> line.matches("LC_ALL=.*(?i)utf-?8"));
    }

    @Test
    void whatWasKeptOnceIsKeptByTheSecondStart() throws Exception {
        var java = java("jdk/bin/java", "17.0.1");

        var said = start(Map.of("NERONET_USER_UMASK", "0002", "LC_ALL", "C.UTF-8"), "--java", java.toString(), "x");

        assertThat(said.out()).contains("NERONET_USER_UMASK=0002").noneMatch(l -> l.startsWith("NERONET_USER_LC_ALL"));
    }

    @Test
    void theJvmIsToldItsPlaceAndStaysSmall() throws Exception {
        var java = java("my jdk/bin/java", "21");

        var said = start(
                Map.of("NERONET_TEST_JVM_OPTS", "-Dx=1 -Dy=2"),
                "--java",
                java.toString(),
                "daemon",
                "direct",
                "--root",
                "/a b");

        assertThat(said.out())
                .contains("<-Xmx64m>", "<-Dneronet.java=" + java + ">", "<-Dneronet.lib=" + lib + ">", "<-Dx=1>")
                .containsSubsequence(
                        "<-jar>", "<" + lib + "/neromum.jar>", "<daemon>", "<direct>", "<--root>", "</a b>");
        assertThat(start(Map.of(), "--java", java.toString(), "attach", "direct")
                        .out())
                .contains("<-Xmx32m>");
    }

    @Test
    void aJavaIsAskedForItsVersionOnce() throws Exception {
        var java = java("jdk/bin/java", "17.0.1");
        var environment = Map.of("JAVA_HOME", folder.resolve("jdk").toString());

        start(environment, "attach", "slurm");
        start(environment, "attach", "slurm");

        assertThat(folder.resolve("asked")).hasContent("asked");
        assertThat(lib.resolve("java-ok")).content().contains(java.toString());

        Files.delete(java);
        java("other/bin/java", "17.0.1");
        var moved = start(Map.of("NERONET_JAVA", folder + "/other/bin/java"), "attach", "slurm");
        assertThat(moved.out()).contains("<-Dneronet.java=" + folder + "/other/bin/java>");
    }

    @Test
    void anOldJavaIsPassedOver() throws Exception {
        java("old/bin/java", "1.8.0_392");
        var good = java("good/java", "17");

        var said =
                start(Map.of("JAVA_HOME", folder + "/old", "PATH", folder + "/good:/usr/bin:/bin"), "attach", "slurm");

        assertThat(said.out()).contains("<-Dneronet.java=" + good + ">");
    }

    @Test
    void withoutAJavaTheFaultSaysWhatWasFound() throws Exception {
        var old = java("o\"ld/java", "11.0.2");

        var said = start(Map.of(), "--java", old.toString(), "attach", "slurm");

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.out()).hasSize(1);
        assertThat(said.out().get(0)).startsWith(Magic.FAULT + " {");
        var fault = Fault.fromJson(Json.parseObject(said.out().get(0).substring(Magic.FAULT.length())));
        assertThat(fault.message()).startsWith("no Java 17 or newer on ").endsWith("o?ld/java is version 11");
        assertThat(fault.hint()).contains("set java: /path/to/java for this cluster in clusters.yaml");
        assertThat(start(Map.of(), "--java", "/none", "attach", "slurm").out().get(0))
                .contains("there is no program /none");
    }
}
