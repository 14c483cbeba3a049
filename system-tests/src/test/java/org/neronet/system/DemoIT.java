package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first thing that a newcomer types. */
class DemoIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void theDemoEndsWithATableWithinAMinute() throws IOException {
        var stage = LAB.stage();
        // The jars are there and there are no sources, so that nothing is built.
        for (var file : List.of(
                "dev",
                "bin/neroman",
                "examples/ising",
                "nerokid-agent/target/nerokid.jar",
                "neromum-daemon/target/neromum.jar",
                "neroman-cli/target/neroman.jar")) {
            stage.copy(file, "user/checkout/" + file);
        }
        LAB.account().own(stage.user().resolve("checkout"));
        var home = Map.of("NERONET_HOME", LAB.neroman().home().toString());

        var demo = Run.of(
                LAB.account(),
                home,
                LIMIT,
                List.of(stage.user().resolve("checkout/dev").toString(), "demo"));

        demo.ok();
        assertThat(demo.out()).contains("magnetization").contains("ising");
        assertThat(demo.lines().stream().filter(line -> line.matches(".*\\bfinished\\b.*")))
                .as("a line for each experiment in %s", demo)
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(LAB.neroman().status().states(1, 8)).containsOnly("finished");
    }
}
