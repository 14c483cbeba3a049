package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The manual's recipe for PBS Pro on this machine, with programs that act as PBS, over the death of mum. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandClusterIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String STAND_IN = "neromum-daemon/src/test/resources/fake-pbs/pbs";
    private static final Pattern RECIPE =
            Pattern.compile("\n### Recipe: PBS Pro\n.*?\n```yaml\n(.*?\n)```", Pattern.DOTALL);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private Neroman neroman;
    private Path pbs;

    @BeforeAll
    void makeTheCluster() throws IOException {
        pbs = LAB.stage().privateFolder("pbs");
        for (var name : List.of("qsub", "qstat", "qselect", "qdel")) {
            LAB.stage().copy(STAND_IN, "user/pbs/" + name);
            pbs.resolve(name).toFile().setExecutable(true, false);
        }
        LAB.stage().copy("docs/manual/clusters.md", "clusters.md");
        var home = LAB.stage().privateFolder("pbs-user");
        neroman = LAB.anotherHome(
                "pbs-home",
                Map.of(
                        "HOME",
                        home.toString(),
                        "PATH",
                        pbs + ":/usr/local/bin:/usr/bin:/bin:" + Path.of(System.getProperty("java.home"), "bin")));
        var recipe = RECIPE.matcher(Stage.text(LAB.stage().root().resolve("clusters.md")));
        assertThat(recipe.find()).isTrue();
        // Without an address it is this machine.
        LAB.stage()
                .write(neroman.home().resolve("clusters.yaml"), recipe.group(1).replaceFirst(" +ssh_address:.*\n", ""));
    }

    @AfterAll
    void stopMum() {
        neroman.run("mum", "stop", "pbs");
    }

    private List<String> jobs() throws IOException {
        try (var files = Files.list(pbs.resolve("state"))) {
            return files.filter(file -> file.toString().endsWith(".job"))
                    .sorted()
                    .map(Stage::text)
                    .toList();
        }
    }

    @Test
    void threeRunOverTheDeathOfMumAndOneIsTerminated() throws IOException {
        var ticks = Ticks.gated(LAB, "three", 3, 0);
        var doomed = Ticks.gated(LAB, "doomed", 1, 0, "resources: {cpus: 2, time: 1h, gpus: 1}");
        long first = neroman.add(ticks.folder()).get(0);
        long last = neroman.add(doomed.folder()).get(0);
        assertThat(neroman.run("submit", "--dry-run", "pbs", Long.toString(last))
                        .ok()
                        .out())
                .contains("select=1:ncpus=2:ngpus=1", "walltime=01:00:00");
        neroman.run("--submit", "pbs", first + "-" + last).ok();
        neroman.awaitStates(first, last, "running", LIMIT);

        LAB.processes().mums().forEach(Processes.Seen::kill);
        neroman.run("terminate", Long.toString(last)).ok();
        ticks.open();

        var status = neroman.awaitStates(first, first + 2, "finished", LIMIT);
        ticks.startedOnce(3);
        for (long id = first; id < last; id++) {
            assertThat(Ticks.values(status, id)).as("values of %d", id).isPositive();
            assertThat(status.jobId(id)).matches("10\\d\\.pbs");
        }
        assertThat(neroman.run("logs", Long.toString(first)).ok().out()).startsWith("loss 0.5\n");
        neroman.awaitStates(last, last, "terminated", LIMIT);
        doomed.open();
        doomed.startedOnce(1);
        assertThat(jobs()).hasSize(4).allMatch(job -> job.contains("\"state\": \"F\""));
        assertThat(jobs()).filteredOn(job -> job.contains("\"exit\": 0")).hasSize(3);
    }
}
