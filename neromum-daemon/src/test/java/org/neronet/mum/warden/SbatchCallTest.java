package org.neronet.mum.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.experiment.AttemptPlan;
import org.neronet.common.experiment.Resources;
import org.neronet.common.wire.ClusterSettings;

class SbatchCallTest {
    private static final Map<String, String> ENVIRONMENT =
            new TreeMap<>(Map.of("PATH", "/usr/bin:/bin", "LANG", "fi_FI.UTF-8", "HOME", "/home/me"));

    @Test
    void everyResourceBecomesAnOptionBeforeTheUsersWords() throws Exception {
        var resources = new Resources(4, 2, Optional.of(8_000_000_000L), Optional.of(Duration.ofSeconds(3_601)));

        check("everything", Plans.with(resources, "--mem=9G", "-p", "gpu"), 63);
    }

    @Test
    void theClustersDefaultsAreLeftAlone() throws Exception {
        check("defaults", Plans.with(Resources.DEFAULT), 1);
    }

    private static void check(String name, AttemptPlan plan, int attempts) throws Exception {
        var settings = new ClusterSettings(
                "slurm", Optional.empty(), Optional.empty(), List.of("--account=nlp"), List.of(), Optional.empty());
        var token = "00112233445566aa";
        var batch = new Batch(token, Path.of("/w/batch/" + token), Collections.nCopies(attempts, plan.key()), plan);

        var words = SbatchCall.argv(batch, settings, ENVIRONMENT);

        assertThat(String.join("\n", words) + "\n")
                .isEqualTo(Files.readString(Path.of("src/test/golden/sbatch/" + name + ".txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script.sh",
                "--wrap=id",
                "--test-only",
                "-W",
                "--wait",
                "--clusters=b",
                "-Mb",
                "--",
                "--mem=1 x",
                "-V",
                ":"
            })
    void wordsThatWouldChangeTheCallAreRefused(String words) {
        assertThat(SbatchCall.fault(List.of(words.split(" "))).orElse("")).startsWith("sbatch_args: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--account nlp -p gpu", "--mem=3G --constraint=a", "-N 1", "--signal=B:USR1@60", "-x n1"})
    void ordinaryWordsAreFine(String words) {
        assertThat(SbatchCall.fault(List.of(words.split(" ")))).isEmpty();
    }

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
