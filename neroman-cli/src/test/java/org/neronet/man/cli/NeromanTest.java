package org.neronet.man.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.man.config.Problem;
import org.neronet.man.testing.Samples;

class NeromanTest {
    @TempDir
    Path folder;

    private final FakeService service = new FakeService();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean interactive;
    private String answer = "";

    private ExitCode run(String... words) {
        out.reset();
        err.reset();
        var terminal = new Terminal(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(answer)),
                interactive,
                interactive,
                interactive,
                100);
        var session = new Session(terminal, () -> service, () -> Samples.T0, ZoneOffset.UTC);
        return Neroman.run(List.of(words), session, folder.resolve("log/neroman.log"));
    }

    private List<String> out() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> err() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aWordWithAnAtSignIsNotAFileOfWords(@TempDir Path folder) throws Exception {
        var file = folder.resolve("words");
        Files.writeString(file, "--nosuch");
        run("logs", "@" + file);
        assertThat(err()).noneMatch(line -> line.contains("--nosuch"));
    }

    @Test
    void withoutWordsThereIsHelp() {
        assertThat(run()).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("  submit          start experiments on a cluster, or attach to them");
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(run("-h")).isEqualTo(ExitCode.OK);
        assertThat(out()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "add",
                "submit",
                "resubmit",
                "status",
                "watch",
                "logs",
                "metrics",
                "fetch",
                "terminate",
                "cluster add",
                "cluster list",
                "cluster remove",
                "mum start",
                "mum stop",
                "mum status",
                "help",
                "version"
            })
    void everyCommandExplainsItselfInTwoWays(String name) {
        assertThat(run((name + " --help").split(" "))).isEqualTo(ExitCode.OK);
        var own = out();
        assertThat(own)
                .anyMatch(line -> line.startsWith("Usage: neroman " + name))
                .allMatch(l -> l.length() <= 80);

        run(("help " + name).split(" "));

        assertThat(out()).isEqualTo(own);
    }

    @Test
    void versionsAreShown() {
        assertThat(run("--version")).isEqualTo(ExitCode.OK);
        assertThat(out()).singleElement().asString().matches("neroman .+ \\(Java .+, protocol 1\\)");
        assertThat(run("-V")).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  "})
    void blanksAreNoCommand(String blank) {
        assertThat(run(blank)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).first().isEqualTo("neroman: no command '" + blank + "'");
        assertThat(run("help", blank)).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void unknownCommandsGetTheNearestOnes() {
        assertThat(run("submt")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).first().isEqualTo("neroman: no command 'submt'; did you mean 'submit'?");
        assertThat(run("cluster")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).first().isEqualTo("neroman: 'cluster' needs one word more");
        assertThat(run("mum", "strat")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).first().asString().contains("did you mean 'mum start'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster --help", "cluster -h", "help cluster", "cluster help"})
    void aGroupExplainsItsCommands(String words) {
        assertThat(run(words.split(" "))).isEqualTo(ExitCode.OK);
        assertThat(out())
                .contains("Usage: neroman cluster COMMAND", "  cluster add     make a cluster known")
                .noneMatch(line -> line.contains("mum"));
    }

    @Test
    void unknownOptionsAndMissingWordsAreUsageFaults() {
        assertThat(run("status", "--jsn")).isEqualTo(ExitCode.USAGE);
        assertThat(err())
                .containsExactly(
                        "neroman: unknown option '--jsn'; did you mean '--json'?",
                        "hint: neroman status --help shows what it takes");
        assertThat(run("logs")).isEqualTo(ExitCode.USAGE);
        assertThat(run("logs", "1", "2")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theOptionFormMeansTheVerb() {
        run("--submit", "triton", "2-3");
        run("--addexp", "here");
        run("--status", "2");
        run("--delnode", "gpu1");
        run("--mum", "start", "triton");

        assertThat(service.asked)
                .containsExactly("submit [triton, 2-3] false", "add here", "status [2]", "remove gpu1", "start triton");
    }

    @Test
    void submitPrintsIdsAndReturnsWithoutATerminal() {
        assertThat(run("submit", "triton", "2-3")).isEqualTo(ExitCode.OK);

        assertThat(out()).containsExactly("2 lang/run-2");
        assertThat(err())
                .containsExactly(
                        "submitted to triton 1 experiment: 2",
                        "#3 failed (exit 3)",
                        "to start them once more: neroman resubmit triton 3");
        assertThat(service.asked).containsExactly("submit [triton, 2-3] false");
    }

    @Test
    void submitShowsTheMonitorAtATerminal() {
        interactive = true;

        assertThat(run("submit", "triton", "2-3")).isEqualTo(ExitCode.OK);

        assertThat(out())
                .containsExactly(
                        "0/2 finished, 1 running, 1 failed; val_loss best 0.125 (#2)",
                        "#2 lang/run-2 finished after 0:07  val_loss 0.25",
                        "1/2 finished, 1 failed; val_loss best 0.125 (#2)");
        assertThat(err()).contains("triton: lost; trying again in 1 s", "#2 results: 1 file in /r/2");
        assertThat(service.asked).contains("watch [2-3]");
    }

    @Test
    void waitTellsByItsExitCodeThatOneFailed() {
        assertThat(run("submit", "triton", "2-3", "--wait")).isEqualTo(ExitCode.EXPERIMENT_FAILED);
        assertThat(out()).containsExactly("2 lang/run-2");
        assertThat(err()).contains("1/2 finished, 1 failed; val_loss best 0.125 (#2)");
    }

    @Test
    void submitHasAJsonForm() {
        run("resubmit", "triton", "2", "--json");

        assertThat(out())
                .containsExactly(
                        "{\"schema\":1,\"cluster\":\"triton\",\"submitted\":[2],\"attached\":[],\"ended\":[3]}");
        assertThat(service.asked).containsExactly("submit [triton, 2] true");
    }

    @Test
    void aDryRunShowsCommandsAndFiles() {
        run("submit", "triton", "2", "--dry-run");
        assertThat(out())
                .containsExactly("2 lang/run-2  sh main.sh lang/run-2  [0 files, 0 B]", "lang/run-3  (has ended)");
        assertThat(err()).containsExactly("dry run: 1 would be submitted to triton, with 0 different files, 0 B");

        run("resubmit", "2", "--dry-run", "--json");
        assertThat(out()).first().asString().contains("\"id\":2,", "\"action\":\"ended\"", "\"files\":null");
    }

    @Test
    void statusIsATableOrJson() {
        run("status");
        assertThat(out())
                .containsExactly(
                        "3 experiments: 1 running, 1 finished, 1 failed",
                        "ID  NAME   STATE     CLUSTER  NODE   TIME  val_loss  REASON",
                        " 1  run-1  finished  triton   node1  0:07      0.25  exit 0",
                        " 2  run-2  running   triton   node1            0.25",
                        " 3  run-3  failed    triton   node1  0:07      0.25  exit 3");

        run("status", "1", "--json");
        assertThat(out()).singleElement().asString().startsWith("{\"schema\":1,\"experiments\":[{\"id\":1,");
    }

    @Test
    void statesAreColouredOnlyAtATerminal() {
        interactive = true;

        run("status");

        assertThat(out()).element(4).asString().contains("\u001b[31mfailed\u001b[0m");
    }

    @Test
    void watchWithoutAnythingLiveSaysSo() {
        assertThat(run("watch", "2")).isEqualTo(ExitCode.OK);
        assertThat(out()).hasSize(3);
        run("watch");
        assertThat(service.asked).contains("watch [2]", "watch []");
    }

    @Test
    void logsAreBytesAndNothingElse() {
        run("logs", "2");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("stdout\u0007\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("stderr\u0007\n");

        run("logs", "2", "--stderr", "-f");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        run("logs", "2", "--stdout");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(service.asked).containsExactly("logs 2 false", "logs 2 true", "logs 2 false");
    }

    @Test
    void metricsHaveThreeForms() {
        run("metrics", "2", "loss");
        assertThat(out()).containsExactly("METRIC  STEP  VALUE", "loss       1    0.5");
        run("metrics", "2", "--csv");
        assertThat(out()).containsExactly("metric,step,value,time", "loss,1,0.5,2026-11-22T12:00:00Z");
        run("metrics", "2", "--json");
        assertThat(out()).first().asString().startsWith("{\"schema\":1,\"id\":2,");
    }

    @Test
    void withoutMetricsThereIsOneLineForPeople() {
        service.series.clear();

        assertThat(run("metrics", "2")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEmpty();
        assertThat(err()).containsExactly("#2 has no metrics yet");
        run("metrics", "2", "--json");
        assertThat(out()).first().asString().contains("\"metrics\":{}");
    }

    @Test
    void fetchPrintsFoldersAndSaysWhatIsMissing() {
        assertThat(run("fetch")).isEqualTo(ExitCode.FAILURE);
        assertThat(out()).containsExactly("/r/1");
        assertThat(err())
                .containsExactly(
                        "#1 results: 3 files in /r/1; left out: big", "#3 results could not be fetched: no route");
        assertThat(run("fetch", "9")).isEqualTo(ExitCode.OK);
        run("fetch", "--json");
        assertThat(out()).first().asString().contains("\"folder\":null", "\"error\":\"no route\"");
    }

    @Test
    void terminateAsksBeforeItEndsSeveral() {
        interactive = true;
        answer = "n\n";
        assertThat(run("terminate", "2,4")).isEqualTo(ExitCode.REFUSED);
        answer = "y\n";
        assertThat(run("terminate", "2,4")).isEqualTo(ExitCode.OK);
        assertThat(err().toString()).contains("end 2 experiments: 2,4? [y/N]", "will end: 1 experiment: 2");
        answer = "";
        assertThat(run("terminate", "2,4")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("terminate", "2,4", "9", "-y")).isEqualTo(ExitCode.FAILURE);
        interactive = false;
        assertThat(run("terminate", "2,4")).isEqualTo(ExitCode.OK);
    }

    @Test
    void aClusterIsAddedWithAllThatWasSaid() {
        run(
                "cluster",
                "add",
                "triton",
                "me@triton",
                "--type",
                "slurm",
                "--workdir",
                "/scratch/me",
                "--slots",
                "3",
                "--sbatch-args",
                "--account=nlp '-C a b'",
                "--setup",
                "module load x",
                "--java",
                "/j",
                "--transport",
                "openssh");

        assertThat(service.added.settings())
                .isEqualTo(new ClusterSettings(
                        "slurm",
                        Optional.of("/scratch/me"),
                        Optional.of(3),
                        List.of("--account=nlp", "-C a b"),
                        List.of("module load x"),
                        Optional.empty()));
        assertThat(service.added.sshAddress()).contains("me@triton");
        assertThat(service.added.transport()).contains("openssh");
        assertThat(err()).containsExactly("added cluster triton", "OK: login1 answers, experiments run in /work/dir");
    }

    @Test
    void aClusterThatCannotBeReachedIsStillAdded() {
        assertThat(run("--addnode", "far", "far", "unmanaged")).isEqualTo(ExitCode.OK);
        assertThat(service.added.type()).isEqualTo("direct");
        assertThat(err()).containsExactly("added cluster far", "warning: cannot reach far", "hint: try: ssh far true");
    }

    @Test
    void aClusterNeedsAGoodTypeSlotsAndWords() {
        assertThat(run("cluster", "add", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(run("cluster", "add", "x", "--type", "slrm")).isEqualTo(ExitCode.USAGE);
        assertThat(run("cluster", "add", "x", "--type", "direct", "--slots", "-1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("cluster", "add", "x", "--type", "slurm", "--sbatch-args", "'a"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("cluster", "add", "x", "--type", "slurm", "--no-check")).isEqualTo(ExitCode.OK);
        assertThat(service.asked).isEmpty();
    }

    @Test
    void clustersAreListed() {
        run("cluster", "list");
        assertThat(out()).containsExactly("NAME   TYPE    ADDRESS", "local  direct  this machine  default");
        run("cluster", "list", "--json");
        assertThat(out()).first().asString().contains("\"name\":\"local\"", "\"default\":true");
    }

    @Test
    void foldersAreCheckedAndAdded() {
        run("check", "here");
        assertThat(out()).containsExactly("lang/run-2  sh main.sh lang/run-2");
        assertThat(err()).containsExactly("all well: 1 experiment, at most 0 B of files each");
        run("check", "--json");
        assertThat(out()).first().asString().contains("\"argv\":[\"sh\",\"main.sh\",\"lang/run-2\"]");
        run("add", "here");
        assertThat(out()).containsExactly("1 lang/run-1", "4 lang/run-2");
        assertThat(err()).containsExactly("defined 1 experiment: 4; known already 1 experiment: 1");
        run("add", "--json");
        assertThat(out()).first().asString().contains("\"kind\":\"new\"");
    }

    @Test
    void faultsOfAFolderAreDataWithJson() {
        run("check", "--json");
        assertThat(out()).singleElement().asString().endsWith("\"errors\":[]}");

        service.fault = new Problem("/f/config.yaml", 1, 10, "is wrong", "mend it", "command: 5").asException();
        assertThat(run("check", "--json")).isEqualTo(ExitCode.USAGE);
        assertThat(out())
                .containsExactly("{\"schema\":1,\"experiments\":[],\"errors\":[{\"file\":\"/f/config.yaml\",\"line\":1,"
                        + "\"column\":10,\"message\":\"is wrong\",\"fix\":\"mend it\"}]}");
        assertThat(err()).first().isEqualTo("/f/config.yaml:1:10: error: is wrong");

        service.fault = new NeronetException(ExitCode.NOT_FOUND, "not there", "look elsewhere");
        assertThat(run("check", "f", "--json")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(out())
                .singleElement()
                .asString()
                .contains("{\"file\":\"f\",\"line\":null,\"column\":null,\"message\":\"not there\"");
        assertThat(run("check", "f")).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(out()).isEmpty();
    }

    @Test
    void mumIsStartedStoppedAndShown() {
        run("mum", "start");
        assertThat(err()).containsExactly("mum of local runs on login1, queue slurm-triton, process 4711");
        run("mum", "stop", "triton");
        run("mum", "status", "triton");
        assertThat(out()).contains("queue       slurm-triton", "running     3");
        assertThat(err()).containsExactly("warning: disk\\x1b");
        run("mum", "status", "--json");
        assertThat(out()).first().asString().contains("\"running\":3", "\"warnings\":[");
    }

    @Test
    void faultsHaveTheirExitCodeAndHint() {
        service.fault = new NeronetException(ExitCode.SCHEDULER, "sbatch said\u001b no", "ask the admin");

        assertThat(run("status")).isEqualTo(ExitCode.SCHEDULER);
        assertThat(err()).containsExactly("neroman: sbatch said\\x1b no", "hint: ask the admin");
    }

    @Test
    void tooLittleMemoryIsNoInternalFault() {
        service.error = new OutOfMemoryError("Java heap space");

        assertThat(run("status")).isEqualTo(ExitCode.FAILURE);

        assertThat(err()).first().asString().startsWith("neroman: out of memory, of which it may take ");
    }

    @Test
    void internalFaultsGoToTheLog() {
        service.fault = new IllegalStateException("oops");

        assertThat(run("status")).isEqualTo(ExitCode.INTERNAL);

        var log = folder.resolve("log/neroman.log");
        assertThat(err())
                .containsExactly(
                        "neroman: internal fault: java.lang.IllegalStateException: oops",
                        "hint: please report it with " + log);
        assertThat(log).content().contains("NeromanTest.internalFaultsGoToTheLog");
    }

    @Test
    void theServiceIsOpenedOnceAndOnlyWhenNeeded() {
        var door = new ServiceDoor(() -> service);
        door.close();
        assertThat(service.asked).isEmpty();

        assertThat(door.get()).isSameAs(door.get());
        door.close();

        assertThat(service.asked).containsExactly("close");
    }
}
