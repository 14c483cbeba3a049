package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.process.CommandResult;
import org.neronet.common.process.CommandRunner;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.man.config.Cluster;

class LinksTest {
    private static final CommandRunner PROXY_COMMAND = (argv, limit) ->
            new CommandResult(0, "hostname 127.0.0.1\nport 1\nuser ada\nproxycommand nc %h %p\n", "", false);

    @TempDir
    private Path home;

    private Link open(CommandRunner runner, String address, String transport) {
        var cluster = new Cluster(
                "triton",
                Optional.ofNullable(address),
                "slurm",
                Optional.ofNullable(transport),
                Optional.empty(),
                ClusterSettings.ofType("slurm"));
        return new Links(runner, Map.of("USER", "ada"), home, Optional.empty()).open(cluster);
    }

    @Test
    void withoutAddressCommandsRunHere() throws Exception {
        try (var link = open(PROXY_COMMAND, null, null);
                var process = link.exec("cat; pwd; exit 4")) {
            process.in().write("hello\n".getBytes(StandardCharsets.UTF_8));
            process.in().close();

            assertThat(process.out()).asString(StandardCharsets.UTF_8).isEqualTo("hello\n/\n");
            assertThat(process.waitFor()).isEqualTo(4);
            assertThat(link.describe()).isEqualTo("this machine");
        }
    }

    @Test
    void opensshIsTakenWhenAskedFor() {
        try (var link = open(PROXY_COMMAND, "me@triton", "openssh")) {
            assertThat(link.describe()).isEqualTo("me@triton (openssh)");
        }
    }

    @Test
    void autoTakesOpensshForWhatMinaLacks() {
        try (var link = open(PROXY_COMMAND, "triton", "auto")) {
            assertThat(link.describe()).isEqualTo("triton (openssh)");
        }
    }

    @Test
    void minaSaysWhatItLacks() {
        assertThatThrownBy(() -> open(PROXY_COMMAND, "triton", "mina")).hasMessageContaining("ProxyCommand");
    }

    @Test
    void autoIsTheDefault() {
        try (var link = open(PROXY_COMMAND, "triton", null)) {
            assertThat(link.describe()).isEqualTo("triton (openssh)");
        }
    }

    @Test
    void autoTakesMinaOtherwise() {
        CommandRunner plain = (argv, limit) -> new CommandResult(0, "hostname 127.0.0.1\nport 1\nuser a\n", "", false);

        assertThatThrownBy(() -> open(plain, "triton", "auto")).hasMessageContaining("triton refuses connections");
    }

    @Test
    void withoutOpensshTheAddressIsTakenAsItIs() {
        CommandRunner none = (argv, limit) -> {
            throw new IOException("no such program");
        };

        assertThatThrownBy(() -> open(none, "me@127.0.0.1:1", null))
                .hasMessageContaining("me@127.0.0.1:1 refuses connections");
    }

    @Test
    void aFaultInTheUsersConfigurationIsShown() {
        CommandRunner broken = (argv, limit) -> new CommandResult(255, "", "line 3: Bad option: Foo\n", false);
        CommandRunner slow = (argv, limit) -> new CommandResult(-1, "", "", true);
        CommandRunner odd = (argv, limit) -> new CommandResult(0, "port 22\n", "", false);

        assertThatThrownBy(() -> open(broken, "triton", null))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.hint()).contains("by hand: ssh -G -- triton"))
                .hasMessageContaining("line 3: Bad option: Foo");
        assertThatThrownBy(() -> open(slow, "triton", null)).hasMessageContaining("too long");
        assertThatThrownBy(() -> open(odd, "triton", null)).hasMessageContaining("no hostname");
    }

    @Test
    void anUnknownTransportIsAFaultOfTheFile() {
        assertThatThrownBy(() -> open(PROXY_COMMAND, "triton", "telnet"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("telnet");
    }

    @Test
    void anAddressThatIsAnOptionNeverReachesACommand() {
        CommandRunner none = (argv, limit) -> {
            throw new AssertionError("called with " + argv);
        };

        assertThatThrownBy(() -> open(none, "-oProxyCommand=id", null)).hasMessageContaining("not an SSH address");
    }
}
