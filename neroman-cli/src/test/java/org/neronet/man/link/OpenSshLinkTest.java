package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.fault.ExitCode;

class OpenSshLinkTest {
    @TempDir
    Path folder;

    private OpenSshLink link(boolean terminal) {
        var configs = new SshConfigs(
                TestSshServer.sshG(Map.of(
                        "triton",
                        "hostname triton.lab\nport 2222\nuser me\nuserknownhostsfile " + folder.resolve("known")
                                + "\n")),
                Map.of(),
                folder);
        return new OpenSshLink(new SshCommand(LoginAddress.parse("me@triton"), Optional.empty()), terminal, configs);
    }

    @Test
    void aNeighbourIsReachedWithTheGatewaysSettings() throws IOException {
        var neighbour = (OpenSshLink) link(false).to("login2");

        assertThat(neighbour.argv("true"))
                .containsSequence(
                        "-o", "HostName=login2", "-o", "ControlPath=none", "-o", "HostKeyAlias=[triton.lab]:2222")
                .containsSequence("-J", "me@triton", "-l", "me", "--", "triton", "true");
        assertThat(neighbour.describe()).isEqualTo("login2 (openssh)");
        assertThat(neighbour.diagnose(255, "Permission denied").orElseThrow())
                .hasMessageContaining("login2 does not let you in");

        Files.writeString(
                folder.resolve("known"),
                "[login2]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS\n");
        assertThat(((OpenSshLink) link(false).to("login2")).argv("true")).noneMatch(word -> word.contains("Alias"));
    }

    @Test
    void withoutTerminalNothingIsAsked() {
        assertThat(link(false).argv("echo 'a b'"))
                .containsSequence("-o", "BatchMode=yes")
                .containsSequence("-o", "StrictHostKeyChecking=yes")
                .containsSequence("-o", "ClearAllForwardings=yes")
                .endsWith("-l", "me", "--", "triton", "echo 'a b'");
    }

    @Test
    void onATerminalSshMayAsk() {
        assertThat(link(true).argv("true")).contains("BatchMode=no", "StrictHostKeyChecking=ask");
        assertThat(link(true).patience()).isGreaterThan(link(false).patience());
        assertThat(link(true).describe()).isEqualTo("me@triton (openssh)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    ssh: Could not resolve hostname triton: Name or service not known ~ cannot find the host
                    ssh: connect to host triton port 22: Connection refused           ~ refuses connections
                    ssh: connect to host triton port 22: Connection timed out         ~ does not answer in time
                    me@triton: Permission denied (publickey).                         ~ does not let you in
                    No ED25519 host key is known for triton.\\nHost key verification failed. ~ No ED25519 host key
                    Host key verification failed.                                     ~ not known here
                    kex_exchange_identification: Connection closed by remote host     ~ Connection closed
                    """)
    void eachFaultOfSshHasItsOwnMessage(String stderr, String message) {
        var fault = link(false).diagnose(255, stderr.replace("\\n", "\n")).orElseThrow();

        assertThat(fault).hasMessageContaining(message);
        assertThat(fault.code()).isEqualTo(ExitCode.CONNECTION);
        assertThat(fault.hint().orElseThrow()).contains("me@triton");
    }

    @Test
    void aChangedHostKeyNamesItsLine() {
        var stderr = """
                @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
                Offending ED25519 key in /home/me/.ssh/known_hosts:7
                Host key verification failed.
                """;

        assertThat(link(false).diagnose(255, stderr).orElseThrow())
                .hasMessageContaining("CHANGED")
                .hasMessageContaining("/home/me/.ssh/known_hosts:7");
    }

    @Test
    void theExitCodeOfTheCommandIsNotAFaultOfSsh() {
        assertThat(link(false).diagnose(1, "Permission denied")).isEmpty();
    }
}
