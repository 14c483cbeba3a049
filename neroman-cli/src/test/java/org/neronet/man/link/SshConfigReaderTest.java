package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshConfigReaderTest {
    private static final Path HOME = Path.of("/home/ada");
    private static final String PLAIN = """
            host triton
            user ada
            hostname triton.aalto.fi
            port 2222
            proxycommand none
            pubkeyauthentication true
            preferredauthentications gssapi-with-mic,publickey
            """;

    private static SshConfig read(String more) {
        var environment = Map.of("SSH_AUTH_SOCK", "/run/agent", "USER", "ada", "KEYS", "/keys");
        return new SshConfigReader(PLAIN + more, environment, HOME).read();
    }

    @Test
    void nameUserAndPortAreTaken() {
        var config = read("");

        assertThat(config.hostName()).isEqualTo("triton.aalto.fi");
        assertThat(config.user()).isEqualTo("ada");
        assertThat(config.port()).isEqualTo(2222);
        assertThat(config.identitiesOnly()).isFalse();
        assertThat(config.jumps()).isEmpty();
        assertThat(config.lacking()).isEmpty();
    }

    @Test
    void pathsAreExpanded() {
        var config = read("""
                identityfile ~/.ssh/my key
                identityfile %d/.ssh/%r@%h-%p
                identityfile ${KEYS}/100%%
                userknownhostsfile ~/.ssh/known_hosts ~/.ssh/known_hosts2
                globalknownhostsfile /etc/ssh/ssh_known_hosts
                """);

        assertThat(config.identityFiles())
                .containsExactly(
                        HOME.resolve(".ssh/my key"),
                        HOME.resolve(".ssh/ada@triton.aalto.fi-2222"),
                        Path.of("/keys/100%"));
        assertThat(config.knownHostsFiles())
                .containsExactly(
                        HOME.resolve(".ssh/known_hosts"),
                        HOME.resolve(".ssh/known_hosts2"),
                        Path.of("/etc/ssh/ssh_known_hosts"));
    }

    @Test
    void theAgentIsTheEnvironmentsUnlessSaidOtherwise() {
        assertThat(read("").agentSocket()).contains(Path.of("/run/agent"));
        assertThat(read("identityagent SSH_AUTH_SOCK\n").agentSocket()).contains(Path.of("/run/agent"));
        assertThat(read("identityagent ~/agent.sock\n").agentSocket()).contains(HOME.resolve("agent.sock"));
        assertThat(read("identityagent none\n").agentSocket()).isEmpty();
    }

    @Test
    void jumpHostsComeInOrder() {
        var config = read("proxyjump me@first:22,ssh://second\nhostkeyalias gate\nidentitiesonly yes\n");

        assertThat(config.jumps()).containsExactly(LoginAddress.parse("me@first:22"), LoginAddress.parse("second"));
        assertThat(config.hostKeyAlias()).contains("gate");
        assertThat(config.identitiesOnly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "proxycommand nc %h %p, ProxyCommand",
        "certificatefile ~/.ssh/id-cert.pub, CertificateFile",
        "pkcs11provider /usr/lib/token.so, PKCS11Provider"
    })
    void settingsThatNeedOpenSshAreNamed(String line, String setting) {
        assertThat(read(line + "\n").lacking()).contains(setting);
    }

    @Test
    void aLoginWithoutPublicKeyNeedsOpenSsh() {
        var without = PLAIN.replace("pubkeyauthentication true", "pubkeyauthentication no");
        var kerberos = PLAIN.replace("gssapi-with-mic,publickey", "gssapi-with-mic");

        assertThat(new SshConfigReader(without, Map.of(), HOME).read().lacking())
                .isPresent();
        assertThat(new SshConfigReader(kerberos, Map.of(), HOME).read().lacking())
                .isPresent();
    }

    @Test
    void anAnswerWithoutHostIsNone() {
        assertThatThrownBy(() -> new SshConfigReader("port 22\n", Map.of(), HOME).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hostname");
    }
}
