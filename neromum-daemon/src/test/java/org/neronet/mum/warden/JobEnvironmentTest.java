package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {
    @Test
    void onlyNamedVariablesReachAJobAndTheLocaleIsTheUsersOwn() {
        var login = Map.of(
                "PATH",
                "/bin",
                "AWS_SECRET_ACCESS_KEY",
                "x",
                "http_proxy",
                "http://me:pw@host",
                "LMOD_DIR",
                "/l",
                "NERONET_HOME",
                "/n",
                "NERONET_USER_UMASK",
                "0022",
                "LC_ALL",
                "C.UTF-8",
                "LANG",
                "sv_SE.UTF-8");

        assertThat(JobEnvironment.named(login))
                .containsOnly(Map.entry("PATH", "/bin"), Map.entry("LMOD_DIR", "/l"), Map.entry("LANG", "sv_SE.UTF-8"));
        assertThat(JobEnvironment.own(login))
                .containsKeys("AWS_SECRET_ACCESS_KEY", "http_proxy")
                .doesNotContainKey("LC_ALL");
        assertThat(JobEnvironment.named(Map.of("NERONET_USER_UMASK", "0", "NERONET_USER_LC_ALL", "C", "LC_ALL", "x")))
                .containsEntry("LC_ALL", "C")
                .containsKey("PATH");
        assertThat(JobEnvironment.named(Map.of("LC_ALL", "x"))).containsEntry("LC_ALL", "x");
    }
}
