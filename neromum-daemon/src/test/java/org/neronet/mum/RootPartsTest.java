package org.neronet.mum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandResult;
import org.neronet.common.wire.ClusterSettings;

class RootPartsTest {
    @TempDir
    Path folder;

    private MumFiles files() throws IOException {
        var state = StateFolder.of(folder, "direct-x");
        state.ensure();
        return new MumFiles(state);
    }

    @Test
    void argumentsAreTypeAndRoot() {
        assertThat(Arguments.parse(List.of("attach", "slurm")))
                .isEqualTo(new Arguments("attach", "slurm", Optional.empty()));
        assertThat(Arguments.parse(List.of("daemon", "direct", "--root", "/r")))
                .isEqualTo(new Arguments("daemon", "direct", Optional.of(Path.of("/r"))));
        assertThat(Arguments.parse(List.of("--version")).verb()).isEqualTo("--version");
    }

    @Test
    void otherArgumentsAreRefusedWithTheUsage() {
        for (var words : List.of(
                List.<String>of(),
                List.of("attach"),
                List.of("sing", "slurm"),
                List.of("attach", "slurm", "--root"),
                List.of("attach", "slurm", "--root", "relative"))) {
            assertThatThrownBy(() -> Arguments.parse(words))
                    .isInstanceOfSatisfying(
                            NeronetException.class, e -> assertThat(e.hint()).contains(Arguments.USAGE));
        }
    }

    @Test
    void anUnknownTypeListsTheKnownOnes() {
        var wardens = new Wardens(List.of(new FakeWarden("slurm", "s"), new FakeWarden("direct", "d")));

        assertThat(wardens.ofType("slurm").type()).isEqualTo("slurm");
        assertThat(Wardens.installed().ofType("command:pbs").word()).isEqualTo("command:pbs");
        assertThatThrownBy(() -> wardens.ofType("pbs"))
                .hasMessage("there is no cluster type 'pbs'")
                .isInstanceOfSatisfying(
                        NeronetException.class,
                        e -> assertThat(e.hint()).contains("set type: to one of direct, slurm"));
    }

    @Test
    void attachTellsNeromanWhyItCannot() throws IOException {
        var out = new ByteArrayOutputStream();

        assertThat(Neromum.run(List.of("attach", "pbs"), out)).isEqualTo(ExitCode.USAGE);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("NERONET-MUM-FAULT {\"code\":\"USAGE\",\"message\":\"there is no cluster type 'pbs'\"")
                .endsWith("}\n");
    }

    @Test
    void otherVerbsKeepStdoutClean() throws IOException {
        var out = new ByteArrayOutputStream();

        assertThat(Neromum.run(List.of("daemon", "pbs", "--root", "/r"), out)).isEqualTo(ExitCode.USAGE);
        assertThat(out.size()).isZero();

        assertThat(Neromum.run(List.of("--version"), out)).isEqualTo(ExitCode.OK);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("neromum ");
    }

    @Test
    void aQueueNameNeverLeavesItsFolder() {
        for (var name : List.of("", "..", "a/b", "-x", "a b")) {
            assertThatThrownBy(() -> StateFolder.of(folder, name)).isInstanceOf(NeronetException.class);
        }
    }

    @Test
    void theHostKnowsItsBoot() throws Exception {
        var host = Host.here((argv, limit) -> {
            throw new IOException("not needed");
        });
        assertThat(host.name()).isNotBlank();
        assertThat(host.bootId()).isNotBlank();

        assertThat(Host.bootId(folder)).isNotBlank();
        assertThat(Host.name(folder.resolve("none"), (argv, limit) -> new CommandResult(0, "node7\n", "", false)))
                .isEqualTo("node7");
    }

    @Test
    void mumKeepsHerIdAsLongAsHerJournal() throws IOException {
        var first = files().mumId();
        var second = files().mumId();
        Files.createDirectory(files().state().journal());

        assertThat(first).matches("[0-9a-f]{32}");
        assertThat(second).isNotEqualTo(first);
        assertThat(files().mumId()).isEqualTo(second);
    }

    @Test
    void theMasterKeyIsMadeOnceAndPrivate() throws IOException {
        var master = files().master();

        assertThat(master).hasSize(32);
        assertThat(files().master()).isEqualTo(master);
        assertThat(Files.getPosixFilePermissions(files().state().master())).hasSize(2);
    }

    @Test
    void settingsHeardLastAreRemembered() throws IOException {
        var settings = new ClusterSettings(
                "direct", Optional.of("/w"), Optional.of(4), List.of("-A"), List.of("x"), Optional.empty());
        assertThat(files().settings("direct")).isEqualTo(ClusterSettings.ofType("direct"));

        files().keep(settings);
        files().keep(settings);

        assertThat(files().settings("direct")).isEqualTo(settings);
        assertThat(files().settings("slurm")).isEqualTo(ClusterSettings.ofType("slurm"));
        Files.writeString(files().state().settings(), "{}");
        assertThat(files().settings("direct")).isEqualTo(ClusterSettings.ofType("direct"));
    }

    @Test
    void mumLeavesAfterTenIdleMinutes() {
        var nanos = new AtomicLong();
        var clock = new IdleClock(Duration.ofMinutes(10), nanos::get);

        nanos.set(Duration.ofMinutes(9).toNanos());
        assertThat(clock.isOver(true)).isFalse();
        nanos.set(Duration.ofMinutes(18).toNanos());
        assertThat(clock.isOver(false)).isFalse();
        nanos.set(Duration.ofMinutes(19).toNanos());
        assertThat(clock.isOver(false)).isTrue();
    }

    @Test
    void theTailOfALogIsItsLastLines() throws IOException {
        var log = Files.writeString(folder.resolve("log"), "x".repeat(9000) + "\na\nb\nc\n");

        assertThat(StateFile.tail(log, 2)).isEqualTo("b\nc");
        assertThat(StateFile.tail(folder.resolve("none"), 2)).isEmpty();
    }
}
