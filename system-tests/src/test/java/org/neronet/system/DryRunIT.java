package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.neronet.common.testing.Await;

/** What a dry run shows is what the cluster gets, and a group's experiments go where there is room. */
class DryRunIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private Path userHome;
    private Neroman neroman;
    private Map<String, String> environment;

    /** A home of its own for each test, so that a cluster that is this machine is another than {@code local}. */
    @BeforeEach
    void home(TestInfo test) {
        var name = test.getTestMethod().orElseThrow().getName();
        userHome = LAB.stage().privateFolder("home-" + name);
        var account = LAB.account();
        var own = new Account(account.name(), account.group(), userHome, account.switched(), account.way());
        neroman = new Neroman(own, LAB.stage(), LAB.stage().privateFolder("neronet-" + name));
        environment = Map.of();
    }

    @AfterEach
    void stop() {
        for (var cluster : List.of("local", "here")) {
            if (!LAB.processes().mums().isEmpty()) {
                neroman.runWith(environment, "mum", "stop", cluster);
            }
        }
    }

    private void clusters(String text) {
        LAB.stage().write(neroman.home().resolve("clusters.yaml"), text);
    }

    private static Path experiment(String name, String... config) {
        var folder = LAB.stage().experiment(name, List.of(config));
        LAB.stage().write(folder.resolve("main.sh"), "echo $1\n");
        return folder;
    }

    @Test
    void aDryRunForSlurmNeedsNeitherSlurmNorALink() {
        clusters("clusters: {triton: {ssh_address: ghost.invalid, type: slurm, sbatch_args: --account=nlp}}\n");
        var folder = experiment(
                "slurm",
                "command: sh main.sh {n}",
                "parameters: {n: [1, 2, 3]}",
                "resources: {gpus: 1, time: 2h}",
                "sbatch_args: --qos=low");

        var text = neroman.run("submit", "triton", folder.toString(), "--dry-run", "-v")
                .ok();

        assertThat(text.lines().subList(0, 4))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("slurm_n-1  sh main.sh 1  [2 files, "),
                        two -> assertThat(two).startsWith("slurm_n-2  sh main.sh 2  [2 files, "),
                        three -> assertThat(three).startsWith("slurm_n-3  sh main.sh 3  [2 files, "),
                        end -> assertThat(end).isEmpty());
        assertThat(text.out())
                .contains("sbatch --job-name=neronet --gres=gpu:1 --time=120 --account=nlp --qos=low --parsable"
                        + " --no-requeue --array=1-3 '--comment=neronet:<token>' '--chdir=<workdir>/batch/<token>'")
                .contains("# its script, job.sh\n#!/bin/sh\n")
                .contains("\n8 main.sh\n");
        assertThat(text.err()).contains("dry run: 3 would be submitted to triton, with 2 different files, ");
        assertThat(neroman.run("status").ok().out()).doesNotContain("slurm_n-1");
        assertThat(LAB.processes().mums()).isEmpty();
    }

    @Test
    void whatADryRunShowsIsWhatSbatchAndTheParentGet() throws IOException {
        var tools = schedulerThatNotes();
        environment = Map.of("PATH", tools + ":/usr/local/bin:/usr/bin:/bin");
        var workdir = userHome.resolve("work");
        clusters("clusters: {here: {type: slurm, workdir: " + workdir + ", sbatch_args: -p x, setup: 'true'}}\n");
        var folder = experiment(
                "noted",
                "command: sh main.sh {n}",
                "parameters: {n: [1, 2, \"it's\"]}",
                "env: {N: '{n}'}",
                "setup: ':'",
                "resources: {cpus: 2, memory: 1GB, time: 1h}",
                "+a:",
                "+b: {resources: {time: 2h}}");
        neroman.runWith(environment, "add", folder.toString()).ok();
        var shown = Status.tree(neroman.runWith(environment, "submit", "here", "1-6", "--dry-run", "--json")
                .ok()
                .out());

        neroman.runWith(environment, "submit", "here", "1-6").ok();

        Await.until(LIMIT, () -> "calls: " + calls(tools), () -> calls(tools).size() == 2);
        assertThat(shown.path("batches")).hasSize(2);
        for (int i = 0; i < 2; i++) {
            checkCall(shown.path("batches").path(i), calls(tools).get(i), workdir);
        }
        for (var experiment : shown.path("experiments")) {
            checkScripts(experiment, workdir);
        }
    }

    private static void checkCall(JsonNode shown, List<String> noted, Path workdir) {
        var words = new ArrayList<String>();
        shown.path("sbatch").forEach(word -> words.add(word.asText()));
        var token =
                Path.of(noted.get(noted.size() - 1)).getParent().getFileName().toString();
        words.replaceAll(word -> word.replace("<token>", token));
        assertThat(words.subList(0, 4)).containsExactly("env", "-i", "<environment>", "sbatch");
        assertThat(noted).isEqualTo(words.subList(4, words.size()));
        assertThat(workdir.resolve("batch").resolve(token).resolve("job.sh"))
                .content()
                .isEqualTo(shown.path("script").asText());
    }

    private void checkScripts(JsonNode shown, Path workdir) {
        var home = Stage.text(neroman.home().resolve("home_id")).strip().substring(0, 16);
        var attempt = workdir.resolve("attempts")
                .resolve(home + "-" + shown.path("id").asInt() + "-1");
        assertThat(attempt.resolve("argv.sh"))
                .content()
                .isEqualTo(shown.path("scripts").path("argv.sh").asText());
        var umask = Stage.lines(attempt.resolve("env.sh")).get(0);
        assertThat(umask).matches("umask [0-7]{3,4}");
        assertThat(attempt.resolve("env.sh"))
                .content()
                .isEqualTo(shown.path("scripts").path("env.sh").asText().replace("umask <umask>", umask));
    }

    /** Programs with the names of Slurm's; {@code sbatch} keeps the words of each call in a file. */
    private static Path schedulerThatNotes() throws IOException {
        var folder = LAB.stage().privateFolder("tools");
        tool(folder, "scontrol", "printf 'ClusterName = noted\\nMaxArraySize = 1001\\n'");
        tool(folder, "squeue", "exit 0");
        tool(folder, "sinfo", "exit 0");
        tool(folder, "sacct", "exit 1");
        tool(folder, "scancel", "exit 0");
        tool(
                folder,
                "sbatch",
                "[ \"$1\" = --version ] && exit 0",
                "number=$(ls " + folder + " | grep -c '^call')",
                "printf '%s\\n' \"$@\" >" + folder + "/.new && mv " + folder + "/.new " + folder + "/call$number",
                "echo 7$number");
        return folder;
    }

    private static void tool(Path folder, String name, String... lines) throws IOException {
        var file = folder.resolve(name);
        LAB.stage().write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<List<String>> calls(Path tools) {
        var calls = new ArrayList<List<String>>();
        for (var file = tools.resolve("call0"); Files.exists(file); file = tools.resolve("call" + calls.size())) {
            calls.add(Stage.lines(file));
        }
        return calls;
    }

    @Test
    void aGroupIsDividedAmongTheClustersThatCanBeReached() {
        clusters("""
                clusters:
                  gone: {ssh_address: gone.invalid, type: slurm}
                  here: {type: direct, slots: 2}
                  local: {slots: 1}
                groups: {lab: [gone, local, here], away: [gone]}
                """);
        var go = userHome.resolve("go");
        var folder =
                experiment("group", "command: sh main.sh {n}", "parameters: {n: [1, 2, 3]}", "env: {GO: " + go + "}");
        LAB.stage().write(folder.resolve("main.sh"), "until [ -e \"$GO\" ]; do sleep 0.1; done\n");

        assertThat(neroman.run("submit", "away", folder.toString()).exits(4).err())
                .contains("no cluster of 'away' can be reached (gone: ");
        var first = neroman.run("submit", "lab", folder.toString()).ok();
        var again = neroman.json("submit", "lab", folder.toString(), "--json");

        assertThat(first.lines()).containsExactly("1 group_n-1", "2 group_n-2", "3 group_n-3");
        assertThat(first.err().lines())
                .anyMatch(line -> line.startsWith("gone is left out: "))
                .contains("local: submitted 1 experiment: 1", "here: submitted 2 experiments: 2-3");
        assertThat(again.path("submitted")).isEmpty();
        assertThat(again.path("clusters").path("local").path("attached").toString())
                .isEqualTo("[1]");
        assertThat(again.path("clusters").path("here").path("attached").toString())
                .isEqualTo("[2,3]");
        assertThat(neroman.json("mum", "status", "here", "--json").path("slots").asInt())
                .isEqualTo(2);
        LAB.stage().write(go, "");
        neroman.run("submit", "lab", "1-3", "--wait").ok();
        assertThat(neroman.run("submit", "any", "1-3", "--dry-run").ok().out()).contains("3 group_n-3  (has ended)");
        assertThat(attempts(neroman.home().resolve("work"))).isEqualTo(1);
        assertThat(attempts(userHome.resolve(".neronet/work"))).isEqualTo(2);
    }

    private static long attempts(Path work) {
        try (var all = Files.list(work.resolve("attempts"))) {
            return all.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aFolderWithMoreThanTheLimitIsSubmittedWhenItIsAllowed() {
        var folder = experiment("limit", "command: sh main.sh {n}", "parameters: {n: [1, 2, 3]}");

        neroman.run("submit", "local", folder.toString(), "--limit", "2").exits(2);
        neroman.run("submit", "local", folder.toString(), "--limit", "2", "--dry-run")
                .exits(2);
        assertThat(neroman.run("submit", "local", folder.toString(), "--limit", "3", "--dry-run")
                        .ok()
                        .out())
                .contains("limit_n-3  sh main.sh 3  [2 files, ");
        neroman.run("submit", "local", folder.toString(), "--limit", "3", "--wait")
                .ok();
    }
}
