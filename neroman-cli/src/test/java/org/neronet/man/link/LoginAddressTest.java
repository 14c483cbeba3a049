package org.neronet.man.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;

class LoginAddressTest {
    @Test
    void userHostAndPortAreToldApart() {
        assertThat(LoginAddress.parse("me@triton.aalto.fi:2222"))
                .isEqualTo(new LoginAddress(Optional.of("me"), "triton.aalto.fi", Optional.of(2222)));
        assertThat(LoginAddress.parse("triton"))
                .isEqualTo(new LoginAddress(Optional.empty(), "triton", Optional.empty()));
        assertThat(LoginAddress.parse("a.b@corp@gate").user()).contains("a.b@corp");
    }

    @Test
    void numericAddressesOfBothKindsAreHosts() {
        assertThat(LoginAddress.parse("[fe80::1]:22")).hasToString("[fe80::1]:22");
        assertThat(LoginAddress.parse("2001:db8::7").host()).isEqualTo("2001:db8::7");
        assertThat(LoginAddress.parse("10.0.0.1:22").port()).contains(22);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-oProxyCommand=touch x",
                "me@-oProxyCommand=x",
                "-l@host",
                "host;reboot",
                "host reboot",
                "host\nProxyCommand x",
                "$(id)",
                "`id`",
                "a@b|c",
                "host:0",
                "host:65536",
                "host:22:22:x",
                "host/..",
                "ssh://host",
                "%h",
                "host\u0000",
                "'host'",
                "--",
                "ho\u202est"
            })
    void whateverCouldBeAnOptionOrACommandIsRefused(String payload) {
        assertThatThrownBy(() -> LoginAddress.parse(payload))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void theHostStandsBehindTheEndOfTheOptions() {
        var ssh = new SshCommand(LoginAddress.parse("me@host:2222"), Optional.of("/a b/config"));

        assertThat(ssh.words(List.of("-G")))
                .containsExactly("ssh", "-F", "/a b/config", "-G", "-l", "me", "-p", "2222", "--", "host");
        assertThat(ssh.toType()).isEqualTo("ssh -F '/a b/config' -p 2222 me@host");
    }
}
