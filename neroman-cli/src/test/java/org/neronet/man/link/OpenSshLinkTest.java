package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.fault.ExitCode;

class OpenSshLinkTest {
    private static OpenSshLink link(boolean terminal) {
        return new OpenSshLink(new SshCommand(LoginAddress.parse("me@triton"), Optional.empty()), terminal);
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
