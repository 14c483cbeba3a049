package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.man.config.Cluster;

class MumBootstrapTest {
    private static final String ECHO = "echo noise; echo NERONET-MUM-READY; echo \"$@\"; exec cat\n";

    @TempDir
    private Path folder;

    private Path root;

    /** A local link that counts its commands, with noise before each as a login shell makes it. */
    private static final class CountingLink implements Link {
        private final List<String> commands = new ArrayList<>();
        private Duration patience = Duration.ofSeconds(30);
        private Optional<NeronetException> diagnosis = Optional.empty();

        @Override
        public synchronized RemoteProcess exec(String command) {
            commands.add(command);
            return new LocalLink(host -> null).exec("printf 'Welcome to the gateway'; " + command);
        }

        @Override
        public Link to(String host) {
            throw new AssertionError("no way to " + host);
        }

        @Override
        public String describe() {
            return "here";
        }

        @Override
        public Duration patience() {
            return patience;
        }

        @Override
        public Optional<NeronetException> diagnose(int exitCode, String stderr) {
            return diagnosis;
        }

        @Override
        public void close() {}
    }

    private final CountingLink link = new CountingLink();

    @BeforeEach
    void placeRoot() {
        root = folder.resolve("my root's");
    }

    private static Cluster cluster(Optional<String> java) {
        return new Cluster(
                "triton", Optional.empty(), "slurm", Optional.empty(), java, ClusterSettings.ofType("slurm"));
    }

    private RemoteProcess connect(String start) {
        return here(new MumBootstrap(ClusterJarsTest.with(start))
                .connect(link, cluster(Optional.empty()), Optional.of(root)));
    }

    private static RemoteProcess here(Attachment attachment) {
        return ((Attachment.Here) attachment).process();
    }

    private Path lib(String start) {
        return root.resolve("lib").resolve(ClusterJarsTest.with(start).sha());
    }

    @Test
    void missingFilesArePutThereAndMumIsStarted() throws IOException {
        try (var process = connect(ECHO)) {
            process.in().write("frames\n".getBytes(StandardCharsets.UTF_8));
            process.in().close();

            assertThat(process.out())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("attach slurm --root " + root + "\nframes\n");
        }
        for (var file : ClusterJarsTest.with(ECHO).files().entrySet()) {
            assertThat(lib(ECHO).resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
        try (var files = Files.list(lib(ECHO))) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void filesThatAreThereAreNotPutAgain() {
        connect(ECHO).close();
        int before = link.commands.size();

        connect(ECHO).close();

        assertThat(before).isEqualTo(3);
        assertThat(link.commands).hasSize(4);
    }

    @Test
    void filesArePrivate() throws IOException {
        connect(ECHO).close();

        assertThat(Files.getPosixFilePermissions(lib(ECHO)).toString()).doesNotContain("GROUP", "OTHERS");
        assertThat(Files.getPosixFilePermissions(lib(ECHO).resolve("start")).toString())
                .doesNotContain("GROUP", "OTHERS");
    }

    @Test
    void commandsFitEveryLoginShellAndNameNoJar() {
        root = folder.resolve("plain");
        connect(ECHO).close();

        assertThat(link.commands).noneMatch(command -> command.contains("neromum") || command.contains("nerokid"));
        assertThat(link.commands).allMatch(command -> command.matches("[^\\\\!\\n]*"));
    }

    @Test
    void javaOfTheClusterIsPassedOn() throws IOException {
        var bootstrap = new MumBootstrap(ClusterJarsTest.with(ECHO));

        try (var process = here(bootstrap.connect(link, cluster(Optional.of("/opt/my java")), Optional.of(root)))) {
            process.in().close();

            assertThat(process.out()).asString(StandardCharsets.UTF_8).startsWith("--java /opt/my java attach slurm");
        }
    }

    @Test
    void twoAtOnceDoNotDisturbEachOther() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<String> one = () -> {
                try (var process = connect(ECHO)) {
                    process.in().close();
                    return new String(process.out().readAllBytes(), StandardCharsets.UTF_8);
                }
            };

            for (var result : pool.invokeAll(List.of(one, one, one, one))) {
                assertThat(result.get()).startsWith("attach slurm");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(lib(ECHO).resolve("nerokid.jar")).hasSize(100_000);
    }

    @Test
    void mumsFaultIsThrownAsItIs() {
        assertThatThrownBy(
                        () -> connect("echo 'NERONET-MUM-FAULT {\"code\":\"SCHEDULER\",\"message\":\"no sbatch\"}'\n"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.SCHEDULER))
                .hasMessage("no sbatch");
    }

    @Test
    void anEndWithoutGreetingShowsItsLastWords() {
        assertThatThrownBy(() -> connect("echo one >&2; echo 'no such module: java' >&2; exit 9\n"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.CONNECTION))
                .hasMessage(
                        "cannot attach to mum on triton: the command there ended with 9: one; no such module: java");
    }

    @Test
    void aFaultOfTheLinkItselfComesFirst() {
        link.diagnosis = Optional.of(new NeronetException(ExitCode.CONNECTION, "wrong key"));

        assertThatThrownBy(() -> connect("exit 1\n")).hasMessage("wrong key");
    }

    @Test
    void silenceHasALimit() {
        link.patience = Duration.ofSeconds(1);

        assertThatThrownBy(() -> connect("exec sleep 60\n")).hasMessageContaining("no answer within 1 s");
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithTheSystemsWords() throws IOException {
        Files.writeString(root, "a file");

        assertThatThrownBy(() -> connect(ECHO))
                .hasMessageContaining("cannot put mum's files on triton (3)")
                .hasMessageContaining("mkdir");
    }

    @Test
    void pathsThatNoShellCouldCarryAreRefused() {
        assertThatThrownBy(() -> MumBootstrap.command("x", List.of("a\nb")))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
        assertThatThrownBy(() -> MumBootstrap.command("x", List.of("a\\b"))).isInstanceOf(NeronetException.class);
    }
}
