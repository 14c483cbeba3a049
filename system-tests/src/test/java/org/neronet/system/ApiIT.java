package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Programs that report by themselves, what is measured of them, and what keeps them from being started. */
class ApiIT {
    @RegisterExtension
    static final Lab LAB = Lab.local();

    @Test
    void whatAProgramReportsAndUsesIsKnownAndItFindsItsParameters() throws Exception {
        LAB.neroman().clusters("local: {slots: 2}");
        var folder = LAB.stage()
                .experiment(
                        "reports",
                        List.of(
                                "command: python3 main.py",
                                "required_files: [main.py]",
                                "parameters: {lr: 0.5, seed: 7}"));
        Files.writeString(folder.resolve("main.py"), """
                import os, subprocess, time
                import neronet
                print("::neronet step=1 marked=0.125")
                for step in range(2):
                    neronet.log(step=step, reported=neronet.params()["lr"] + step)
                subprocess.run(["neronet-report", "said", "0.75", "--step", "3"], check=True)
                print("seed is", os.environ["NERONET_SEED"])
                time.sleep(3)
                """);

        var ids = LAB.neroman().add(folder);
        var id = ids.get(0).toString();
        LAB.neroman().run("submit", "local", id).ok();
        LAB.neroman().awaitStates(ids, "finished", Duration.ofSeconds(60));

        var metrics =
                LAB.neroman().json("status", id, "--json").path("experiments").path(0);
        assertThat(metrics.path("metrics").path("reported").path("last").asDouble())
                .isEqualTo(1.5);
        assertThat(metrics.path("metrics").path("said").path("step").asInt()).isEqualTo(3);
        assertThat(metrics.path("metrics").path("marked").path("last").asDouble())
                .isEqualTo(0.125);
        assertThat(metrics.path("resources")
                        .path("resources/rss_bytes")
                        .path("max")
                        .asDouble())
                .isGreaterThan(1e6);
        assertThat(LAB.neroman().run("logs", id).ok().out()).isEqualTo("seed is 7\n");
        assertThat(LAB.neroman().run("logs", id, "--raw").ok().out()).startsWith("::neronet step=1");
    }

    @Test
    void aProgramThatThereIsNoRoomForFailsWithTheReason() {
        LAB.neroman().clusters("local: {slots: 2}");
        var folder = LAB.stage()
                .experiment("room", List.of("command: sh -c 'echo started'", "resources: {min_memory: 900TB}"));
        var ids = LAB.neroman().add(folder);

        LAB.neroman().run("submit", "local", ids.get(0).toString()).ok();
        LAB.neroman().awaitStates(ids, "failed", Duration.ofSeconds(60));

        var experiment = LAB.neroman()
                .json("status", ids.get(0).toString(), "--json")
                .path("experiments")
                .path(0);
        assertThat(experiment.path("reason").asText())
                .matches("only \\d+\\.\\d [GM]B of memory for it, min_memory is 900 TB");
        assertThat(experiment.path("exit_code").isNull()).isTrue();
        assertThat(LAB.neroman()
                        .run("logs", ids.get(0).toString(), "--stdout")
                        .ok()
                        .out())
                .isEmpty();
    }
}
