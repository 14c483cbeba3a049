package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.testing.Await;

/** The commands as users type them, in a terminal and in scripts: what they print and how they leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ESCAPE = "\u001b[";

    @RegisterExtension
    static final Lab LAB = Lab.local();

    private Path pair;

    /** Experiment 1 finishes, 2 fails, 3 is never submitted; other tests take further ones. */
    @BeforeAll
    void runTwoInATerminal() {
        pair = LAB.stage()
                .experiment(
                        "pair",
                        List.of(
                                "collection: duo",
                                "command: \"sh -c 'echo loss 0.5; echo loss 0.25; echo oops >&2; exit {code}'\"",
                                "parameters: {code: [0, 3]}"));
        assertThat(LAB.neroman().add(pair)).containsExactly(1L, 2L);
        var idle = LAB.stage().experiment("idle", List.of("command: 'true'"));
        assertThat(LAB.neroman()
                        .json("add", "--json", idle.toString())
                        .path("experiments")
                        .path(0)
                        .path("kind")
                        .asText())
                .isEqualTo("new");

        var shown = terminal("submit local 1-2", "");

        assertThat(shown)
                .contains("submitted to local 2 experiments: 1-2")
                .contains("#1 duo/pair_code-0 finished")
                .contains("#2 duo/pair_code-3 failed: exit 3")
                .contains("1/2 finished, 1 failed; loss best 0.25 (#1)");
        LAB.neroman().run("fetch").ok();
        assertThat(pair.resolve("results/1-pair_code-0")).isDirectory();
        assertThat(pair.resolve("results/2-pair_code-3")).isDirectory();
    }

    /** What a terminal of 80 columns shows, with {@code typed} as what the user types. */
    private static String terminal(String words, String typed) {
        var line = "printf '" + typed + "' | TERM=xterm script -qec '"
                + LAB.stage().neroman() + " " + words + "' /dev/null";
        return LAB.neroman().shell(line).ok().out();
    }

    /** An experiment that runs until it is ended. */
    private static long endless(String name) {
        var folder = LAB.stage()
                .experiment(name, List.of("command: [sh, -c, 'echo ready; while true; do sleep 0.1; done']"));
        return LAB.neroman().add(folder).get(0);
    }

    private static void awaitRunning(long id) {
        LAB.neroman().await(LIMIT, id + " running", status -> status.state(id).equals("running"));
    }

    @Test
    void statesHaveColoursOnlyInATerminal() {
        assertThat(terminal("status 1-2", ""))
                .contains(ESCAPE + "32mfinished" + ESCAPE + "0m")
                .contains(ESCAPE + "31mfailed" + ESCAPE + "0m")
                .contains("exit 3");
        assertThat(LAB.neroman().run("status", "duo").ok().out())
                .startsWith("2 experiments: 1 finished, 1 failed")
                .doesNotContain(ESCAPE);
    }

    @Test
    void endedExperimentsAreLeftAloneAndResubmitStartsThemOnceMore() {
        var neroman = LAB.neroman();
        var again = neroman.run("submit", "local", "1-2", "--json").ok();
        assertThat(Status.tree(again.out()).path("ended").toString()).isEqualTo("[1,2]");
        assertThat(Status.tree(again.out()).path("submitted")).isEmpty();
        assertThat(again.err()).contains("#2 failed (exit 3)").contains("neroman resubmit local 1-2");
        assertThat(neroman.run("submit", "local", "1-2", "--dry-run").ok().out())
                .isEqualTo("1 duo/pair_code-0  (has ended)\n2 duo/pair_code-3  (has ended)\n");

        var once = neroman.run("resubmit", "2", "--watch", "--wait").exits(7);
        assertThat(once.out()).contains("#2 duo/pair_code-3 failed: exit 3").contains("1 failed");
        var json = Status.tree(
                neroman.run("resubmit", "2", "--json", "--wait").exits(7).out());
        assertThat(json.path("submitted").toString()).isEqualTo("[2]");
        assertThat(neroman.status().experiment(2).path("attempt").asInt()).isEqualTo(3);
        assertThat(neroman.run("fetch", "1").ok().err()).contains("nothing to fetch");
    }

    @Test
    void metricsComeAsTableCsvAndJson() {
        var neroman = LAB.neroman();
        var csv = neroman.run("metrics", "1", "loss", "--csv").ok().lines();
        assertThat(csv).hasSize(3).first().isEqualTo("metric,step,value,time");
        assertThat(csv.get(2)).startsWith("loss,1,0.25,");
        assertThat(Instant.parse(csv.get(2).split(",")[3])).isBefore(Instant.now());
        assertThat(neroman.run("metrics", "pair_code-0").ok().lines())
                .first()
                .asString()
                .matches("METRIC +STEP +VALUE");
        var json = neroman.json("metrics", "1", "--json");
        assertThat(json.path("id").asLong()).isEqualTo(1);
        assertThat(json.path("metrics").path("loss")).hasSize(2);
        assertThat(neroman.run("metrics", "3").exits(3).err()).contains("3 was never submitted, so it has no metrics");
    }

    @Test
    void logsKeepTheTwoStreamsApart() {
        var both = LAB.neroman().run("logs", "1", "-f").ok();
        assertThat(both.out()).isEqualTo("loss 0.5\nloss 0.25\n");
        assertThat(both.err()).isEqualTo("oops\n");
        assertThat(LAB.neroman().run("logs", "1", "--stderr").ok().out()).isEmpty();
        assertThat(LAB.neroman().run("logs", "3").exits(3).err())
                .contains("3 was never submitted")
                .contains("hint: neroman submit 3");
    }

    @Test
    void whatIsLiveIsAttachedToFollowedAndEndedOnRequest() {
        long id = endless("endless");
        var number = Long.toString(id);
        var neroman = LAB.neroman();
        neroman.clusters("local: {slots: 4}", "second: {type: direct}");
        var started = neroman.run("submit", "local", number).ok();
        assertThat(started.out()).isEqualTo(id + " endless\n");
        awaitRunning(id);

        assertThat(neroman.run("submit", "local", number).ok().err())
                .contains("live on local already 1 experiment: " + id);
        assertThat(neroman.run("submit", "second", number).exits(5).err())
                .contains("already live on local: " + id + "; nothing was submitted")
                .contains("neroman terminate " + id + " first");
        assertThat(neroman.run("resubmit", "local", number).exits(5).err()).contains("still live: " + id);
        assertThat(neroman.run("submit", "second", number, "--dry-run").ok().out())
                .contains("(live on another cluster)");
        var attach = neroman.json("submit", "local", number, "--dry-run", "--json");
        assertThat(attach.path("experiments").path(0).path("action").asText()).isEqualTo("attach");
        assertThat(neroman.json("mum", "status", "--json").path("live").asInt()).isEqualTo(1);

        try (var follow = neroman.start("logs", number, "-f")) {
            Await.until(LIMIT, follow::printed, () -> follow.printed().equals("ready\n"));
            assertThat(neroman.run("terminate", number).ok().err()).contains("will end: 1 experiment: " + id);
            Await.until(LIMIT, follow::printed, () -> !follow.process().isAlive());
            assertThat(follow.outcome(true).exit()).isZero();
        }
        neroman.awaitStates(id, id, "terminated", LIMIT);
        assertThat(neroman.run("terminate", "3", number).ok().err())
                .contains("had ended already: 1 experiment: " + id)
                .contains("never submitted: 1 experiment: 3");
    }

    @Test
    void severalAreEndedOnlyAfterAQuestion() {
        long first = endless("asked-1");
        long second = endless("asked-2");
        var words = first + "," + second;
        LAB.neroman().run("submit", "local", words).ok();
        awaitRunning(first);

        var refused = LAB.neroman()
                .shell("printf 'n\\n' | script -qec '" + LAB.stage().neroman() + " terminate " + words + "' /dev/null")
                .exits(5);
        assertThat(refused.out()).contains("end 2 experiments: ").contains("nothing was ended");
        assertThat(terminal("terminate " + words, "y\\n")).contains("will end: 2 experiments: ");
        LAB.neroman().awaitStates(first, first, "terminated", LIMIT);
        LAB.neroman().awaitStates(second, second, "terminated", LIMIT);
    }

    @Test
    void aDryRunShowsWhatWouldBeSent() {
        var folder = LAB.stage().experiment("dry", List.of("command: sh main.sh 'a b'"));
        LAB.stage().write(folder.resolve("main.sh"), "true\n");

        var text = LAB.neroman()
                .run("submit", "local", folder.toString(), "3", "--dry-run")
                .ok();

        assertThat(text.out()).contains("3 idle  true  [1 files, ").contains("dry  sh main.sh 'a b'  [2 files, ");
        assertThat(text.err()).contains("dry run: 2 would be submitted to local, with 3 different files");
        var json = LAB.neroman().json("submit", "local", folder.toString(), "--dry-run", "--json");
        var dry = json.path("experiments").path(0);
        assertThat(dry.path("id").isNull()).isTrue();
        assertThat(dry.path("files").toString()).isEqualTo("[\"config.yaml\",\"main.sh\"]");
        assertThat(LAB.neroman().status().json().toString()).doesNotContain("\"dry\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "submti 1 | 2 | no command 'submti'; did you mean 'submit'?",
                "cluster | 2 | 'cluster' needs one word more",
                "cluster ad | 2 | no command 'cluster ad'; did you mean 'cluster add'?",
                "status 990-999 | 3 | no experiment has the id 990-999 (10 ids)",
                "status dou | 3 | no experiment or collection is called 'dou'; did you mean 'duo'?",
                "status 1, | 2 | selection \"1,\", character 3: nothing beside the comma",
                "status 3-1 | 2 | range \"3-1\" goes down; did you mean 1-3?",
                "status 0 | 2 | ids begin at 1",
                "status 1-9999999999999999999 | 2 | no id is that large",
                "status @ | 2 | there is no '@'",
                "submit | 2 | WORD",
                "submit lcal 1 | 3 | no cluster 'lcal'; did you mean 'local'?",
                "submit local | 2 | which experiments?",
                "submit nosuchplace 1 | 3 | no cluster, experiment or collection is called 'nosuchplace'",
                "mum start nowhere | 3 | no cluster 'nowhere'",
                "cluster add x host | 2 | which type of cluster is x?",
                "cluster add x host --type slurmm | 2 | no type of cluster is called 'slurmm'",
                "cluster add x host --type slurm --sbatch-args 'a | 2 | --sbatch-args: the quote ' has no end",
                "status --nosuch | 2 | --nosuch"
            },
            quoteCharacter = '`')
    void aMistypedLineIsExplained(String line, int exit, String message) {
        var run = LAB.neroman().run(line.split(" ")).exits(exit);

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(message).contains("hint: ").doesNotContain("\tat ");
    }

    @Test
    void helpIsThereForEveryWord() {
        var neroman = LAB.neroman();
        assertThat(neroman.run("help").ok().out()).contains("Commands").contains("Exit codes: 0 ok");
        assertThat(neroman.run("cluster", "--help").ok().out()).contains("cluster remove  forget a cluster");
        assertThat(neroman.run("help", "submit").ok().out()).contains("--dry-run");
        assertThat(neroman.run("metrics", "--help").ok().out()).contains("--csv");
        assertThat(neroman.run("--version").ok().out()).startsWith("neroman ");
        assertThat(neroman.run("-h").ok().out()).isEqualTo(neroman.run().ok().out());
    }

    @Test
    void nerokidShowsWhichMetricsItWouldRead() throws IOException {
        var output = LAB.stage().user().resolve("output.txt");
        LAB.stage().write(output, "epoch 1 loss 0.5\n{\"step\": 2, \"acc\": 0.75}\nno numbers\n");
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var jvm = System.getenv().getOrDefault("NERONET_TEST_JVM_OPTS", "-Xshare:auto");
        var kid = List.of(java, jvm, "-jar", LAB.stage().kidJar().toString());

        var table = Run.of(LAB.account(), Map.of(), Neroman.LIMIT, with(kid, "parse", output.toString()))
                .ok();
        assertThat(table.lines()).first().isEqualTo("reader\tmetric\tstep\tvalue");
        assertThat(table.out()).contains("\tloss\t1\t0.5\n");
        var json = Run.of(LAB.account(), Map.of(), Neroman.LIMIT, with(kid, "parse", output.toString(), "--json"))
                .ok();
        assertThat(json.out()).contains("{\"metric\":\"loss\",\"step\":1,\"value\":0.5,\"reader\":\"");
        var missing = Run.of(LAB.account(), Map.of(), Neroman.LIMIT, with(kid, "parse", output + "x"))
                .exits(3);
        assertThat(missing.err()).contains("cannot read").contains("hint: ");
        assertThat(Files.exists(output)).isTrue();
        assertThat(Run.of(LAB.account(), Map.of(), Neroman.LIMIT, with(kid, "nosuch"))
                        .exits(2)
                        .err())
                .contains("unknown command 'nosuch'");
    }

    private static List<String> with(List<String> words, String... more) {
        return Stream.concat(words.stream(), List.of(more).stream()).toList();
    }

    @Test
    void outputThatCannotBeWrittenIsNoSuccess() {
        assertThat(LAB.neroman().shell("neroman help > /dev/full").exits(1).err())
                .contains("the output could not be written");
        assertThat(LAB.neroman()
                        .shell("gone=$(mktemp -d) && cd \"$gone\" && rmdir \"$gone\" && neroman status")
                        .exits(1)
                        .err())
                .contains("does not exist any more")
                .doesNotContain("java.lang");
    }
}
