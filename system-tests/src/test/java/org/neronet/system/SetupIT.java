package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From nothing to a first experiment, by questions and without; the settings; what is cleaned. */
class SetupIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    /** What a terminal shows, with {@code typed} as what the user types. */
    private static Run terminal(Neroman neroman, String words, String typed) {
        return neroman.shell(
                "printf '" + typed + "' | script -qec '" + LAB.stage().neroman() + " " + words + "' /dev/null");
    }

    /** A user who has nothing yet, not even the folder of her home. */
    private static Neroman beginner(String name) {
        var place = LAB.stage().privateFolder(name);
        return new Neroman(LAB.account(), LAB.stage(), place.resolve("home"));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aBeginnerIsLedToHerFirstExperiment() throws Exception {
        var neroman = LAB.neroman();
        var folder = LAB.stage().user().resolve("first");
        assertThat(neroman.run("status").ok().err()).contains("first time here? neroman init");

        var dialog = terminal(neroman, "init " + folder, "Ada L\\nada@example.org\\ntriton\\nno host\\n\\n\\nno\\n")
                .ok();

        assertThat(dialog.out())
                .contains("'no host' is not a host name")
                .contains("wrote " + folder.resolve("config.yaml"));
        assertThat(mode(neroman.home().resolve("preferences.yaml"))).isEqualTo("rw-------");
        assertThat(mode(neroman.home().resolve("clusters.yaml"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("config.yaml"))).isEqualTo("rw-r--r--");
        assertThat(neroman.run("config", "get", "name").ok().out()).isEqualTo("Ada L\n");
        assertThat(neroman.run("cluster", "list").ok().out()).containsPattern("triton +slurm +triton");
        assertThat(neroman.run("check", folder.toString()).ok().err()).contains("all well: 2 experiments");
        neroman.run("submit", "local", folder.toString(), "--wait").ok();
        assertThat(neroman.run("logs", "2").ok().out()).isEqualTo("2\n");

        var before = Stage.text(neroman.home().resolve("clusters.yaml"));
        assertThat(neroman.run("init", folder.toString(), "--email", "x@y.org")
                        .ok()
                        .err())
                .contains("kept " + folder.resolve("config.yaml"))
                .contains("neroman config set email x@y.org");
        assertThat(Stage.text(neroman.home().resolve("clusters.yaml"))).isEqualTo(before);

        aNewHistoryGoesOn(neroman, folder);
    }

    private static void aNewHistoryGoesOn(Neroman neroman, Path folder) throws IOException {
        var live = neroman.add(LAB.stage().experiment("endless", List.of("command: sleep 600")))
                .get(0);
        neroman.run("submit", "local", String.valueOf(live)).ok();
        assertThat(neroman.run("clean", "--history", "--yes").exits(5).err()).contains("experiments are live: " + live);
        neroman.run("terminate", String.valueOf(live)).ok();
        neroman.awaitStates(live, live, "terminated", LIMIT);
        assertThat(neroman.run("clean", "--history").exits(2).err())
                .contains("results of " + live + " are not here")
                .contains("hint: neroman clean --history --yes");

        var cleaned = neroman.json("clean", "--history", "--yes", "--json");

        var old = Path.of(cleaned.get("kept_as").asText());
        assertThat(old.getFileName().toString()).matches("history-\\d{8}-\\d{6}\\.db");
        assertThat(mode(old)).isEqualTo("rw-------");
        assertThat(neroman.run("status").ok().out()).startsWith("no experiments yet");
        assertThat(neroman.run("status").ok().err()).isEmpty();
        assertThat(neroman.add(folder)).containsExactly(live + 1, live + 2);
        neroman.run("submit", "local", (live + 1) + "-" + (live + 2), "--wait").ok();
        assertThat(neroman.status().ids()).containsExactly(live + 1, live + 2);
        var copy = LAB.stage().privateFolder("old-home");
        Files.copy(old, copy.resolve("history.db"));
        LAB.account().own(copy);
        var past = new Neroman(LAB.account(), LAB.stage(), copy);
        assertThat(past.status().ids()).containsExactly(1L, 2L, live);
    }

    @Test
    void whoLeavesTheDialogLeavesNothing() {
        for (var key : List.of("\\004", "\\003")) {
            var neroman = beginner("left" + key.substring(1));
            var left = terminal(neroman, "init exp", "Ada\\nada@example.org\\ntriton\\n" + key);
            assertThat(left.exit()).isEqualTo(130);
            assertThat(neroman.home().getParent()).isEmptyDirectory();
        }
    }

    @Test
    void flagsAndAMissingTerminalAskNothing() {
        var neroman = beginner("flags");
        neroman.run("init", "--cluster", "t", "--address", "t.example.org", "--type", "pbs")
                .exits(2);
        assertThat(neroman.home()).doesNotExist();
        neroman.run("config", "where").ok();
        neroman.run("config", "get").ok();
        assertThat(neroman.home()).doesNotExist();

        neroman.run("--init", "--cluster", "t", "--address", "t.example.org", "--type", "slurm")
                .ok();
        terminal(neroman, "init --yes", "").ok();
        neroman.run("init").ok();

        assertThat(neroman.json("config", "get", "clusters.t.ssh_address", "--json")
                        .get("settings")
                        .get(0)
                        .get("value")
                        .asText())
                .isEqualTo("t.example.org");
    }

    @Test
    void settingsChangeInPlace() {
        var neroman = beginner("settings");
        neroman.run("init", "--cluster", "t", "--address", "t.example.org", "--type", "slurm")
                .ok();
        var clusters = neroman.home().resolve("clusters.yaml");
        var before = Stage.text(clusters);

        neroman.run("config", "set", "clusters.t.sbatch_args", "--account=nlp").ok();
        neroman.run("config", "set", "clusters.t.workdir", "/scratch/$USER").ok();
        assertThat(neroman.run("config", "set", "clusters.t.type", "slrum")
                        .exits(2)
                        .err())
                .contains("did you mean 'slurm'")
                .contains("hint: neroman config set clusters.t.type slurm");
        assertThat(Stage.text(clusters))
                .isEqualTo(before.replace(
                        "type: slurm}\n", "type: slurm, sbatch_args: \"--account=nlp\", workdir: /scratch/$USER}\n"));
        neroman.run("config", "unset", "clusters.t.workdir").ok();
        neroman.run("config", "unset", "clusters.t.sbatch_args").ok();
        assertThat(Stage.text(clusters)).isEqualTo(before);

        neroman.add(LAB.stage().experiment("one", List.of("command: 'true'")));
        assertThat(neroman.run("submit", "1", "--dry-run").exits(2).err()).contains("to which cluster?");
        assertThat(neroman.runWith(Map.of("NERONET_DEFAULT_CLUSTER", "local"), "submit", "1", "--dry-run")
                        .ok()
                        .err())
                .contains("would be submitted to local");
        neroman.run("config", "set", "default_cluster", "local").ok();
        neroman.run("submit", "1", "--dry-run").ok();
    }

    @Test
    void leftoversGoAfterAQuestion() {
        var neroman = beginner("clean");
        neroman.run("init").ok();
        assertThat(neroman.run("clean").ok().err()).isEqualTo("nothing to clean\n");
        var log = neroman.home().resolve("log/neroman.log.1");
        LAB.stage().write(log, "old\n");

        assertThat(neroman.run("clean").exits(2).out()).contains(log.toString());
        assertThat(terminal(neroman, "clean", "n\\n").exits(5).out()).contains("nothing was changed");
        assertThat(log).exists();
        assertThat(terminal(neroman, "clean", "y\\n").ok().out()).contains("removed 4 B");
        assertThat(log).doesNotExist();
        assertThat(neroman.home().resolve("preferences.yaml")).exists();
    }
}
