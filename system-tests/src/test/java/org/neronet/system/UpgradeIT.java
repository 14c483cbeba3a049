package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A new version of Neronet takes over from the daemon of the old one while jobs run. */
class UpgradeIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void theDaemonOfAnotherVersionIsReplacedAndItsJobGoesOn() throws IOException {
        var go = LAB.stage().user().resolve("go");
        var folder = LAB.stage()
                .experiment(
                        "across",
                        List.of(
                                "command: [sh, -c, 'echo loss 0.5; while [ ! -e \"$GO\" ]; do sleep 0.1; done;"
                                        + " echo loss 0.25; echo done > result.txt']",
                                "env: {GO: '" + go + "'}"));
        long id = LAB.neroman().add(folder).get(0);
        LAB.neroman().run("submit", "local", Long.toString(id)).ok();
        LAB.neroman()
                .await(
                        LIMIT,
                        "its first value",
                        status -> status.metric(id, "loss").path("count").asInt() == 1);
        var before = LAB.neroman().json("mum", "status", "local", "--json");
        assertThat(before.path("live").asInt()).isEqualTo(1);

        installAnotherVersion();
        var after = LAB.neroman().json("mum", "status", "local", "--json");

        assertThat(after.path("sha").asText())
                .hasSize(64)
                .isNotEqualTo(before.path("sha").asText());
        assertThat(after.path("queue")).isEqualTo(before.path("queue"));
        assertThat(after.path("mum_id")).isEqualTo(before.path("mum_id"));
        assertThat(Processes.lives(before.path("pid").asLong())).isFalse();
        assertThat(LAB.processes().daemons()).hasSize(1);
        assertThat(LAB.neroman().status().state(id)).isEqualTo("running");

        LAB.stage().write(go, "");
        var status = LAB.neroman().awaitStates(id, id, "finished", LIMIT);
        assertThat(status.experiment(id).path("attempt").asInt()).isEqualTo(1);
        LAB.neroman()
                .await(
                        LIMIT,
                        "both values",
                        now -> now.metric(id, "loss").path("count").asInt() == 2);
        LAB.neroman().run("fetch").ok();
        assertThat(Stage.text(folder.resolve("results").resolve(id + "-across").resolve("result.txt")))
                .isEqualTo("done\n");
    }

    /** Two machines with two releases would otherwise replace each other's mum again and again. */
    @Test
    void theDaemonOfANewerReleaseServesAnOlderNeroman() throws IOException {
        var jar = LAB.stage().root().resolve("lib/neroman.jar");
        var ours = Files.readAllBytes(jar);
        install(rewritten(ours, Change.NEWER_RELEASE));
        var newer = LAB.neroman().json("mum", "status", "local", "--json");
        install(ours);

        var folder = LAB.stage().experiment("older", List.of("command: [echo, 'loss 0.125']"));
        long id = LAB.neroman().add(folder).get(0);
        LAB.neroman().run("submit", "local", Long.toString(id)).ok();
        LAB.neroman().awaitStates(id, id, "finished", LIMIT);

        var served = LAB.neroman().json("mum", "status", "local", "--json");
        assertThat(served.path("pid")).isEqualTo(newer.path("pid"));
        assertThat(served.path("sha")).isEqualTo(newer.path("sha"));
        assertThat(served.path("version").asText()).isEqualTo("99.0.0");
        LAB.neroman().run("mum", "stop", "local").ok();
    }

    /** What is changed in the daemon's jar, which makes it another version of her. */
    private enum Change {
        ONE_ENTRY_MORE,
        NEWER_RELEASE
    }

    /** The same program with one entry more in the daemon's jar, and so of another version for it. */
    private static void installAnotherVersion() throws IOException {
        var jar = LAB.stage().root().resolve("lib/neroman.jar");
        install(rewritten(Files.readAllBytes(jar), Change.ONE_ENTRY_MORE));
    }

    private static void install(byte[] jar) throws IOException {
        var place = LAB.stage().root().resolve("lib/neroman.jar");
        var other = place.resolveSibling("other.jar");
        Files.write(other, jar);
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(other, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] rewritten(byte[] neroman, Change change) throws IOException {
        return mapped(
                neroman, (name, content) -> name.equals("cluster/neromum.jar") ? daemon(content, change) : content, "");
    }

    private static byte[] daemon(byte[] jar, Change change) throws IOException {
        return change == Change.ONE_ENTRY_MORE
                ? mapped(jar, (name, content) -> content, "another-version")
                : mapped(jar, (name, content) -> name.equals("META-INF/MANIFEST.MF") ? newer(content) : content, "");
    }

    private static byte[] newer(byte[] manifest) {
        return new String(manifest, StandardCharsets.UTF_8)
                .replaceFirst("Implementation-Version: \\S+", "Implementation-Version: 99.0.0")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What becomes of an entry's content. */
    private interface Mapping {
        byte[] of(String name, byte[] content) throws IOException;
    }

    private static byte[] mapped(byte[] jar, Mapping mapping, String more) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar));
                var out = new ZipOutputStream(bytes)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(mapping.of(entry.getName(), in.readAllBytes()));
                out.closeEntry();
            }
            if (!more.isEmpty()) {
                out.putNextEntry(new ZipEntry(more));
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
