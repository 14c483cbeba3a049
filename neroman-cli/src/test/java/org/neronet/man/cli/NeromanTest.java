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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.common.wire.Trial;
import org.neronet.man.config.Clusters;
import org.neronet.man.config.Problem;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.service.Place;
import org.neronet.man.service.SubmitOutcome;
import org.neronet.man.service.SubmitPreview;
import org.neronet.man.submit.CodeSnapshot;
import org.neronet.man.testing.Samples;
import org.neronet.man.testing.Setups;

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
        var session = new Session(
                terminal, () -> service, () -> Samples.T0, ZoneOffset.UTC, Setups.of(folder.resolve("home"), folder));
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
                "init",
                "config get",
                "config set",
                "config unset",
                "config where",
                "clean",
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
                "hold",
                "release",
                "template",
                "show",
                "history",
                "copy",
                "delete",
                "note",
                "tag",
                "star",
                "unstar",
                "cluster add",
                "cluster list",
                "cluster remove",
                "mum start",
                "mum stop",
                "mum status",
                "nodes",
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
    void groupsAreListedBehindTheClusters() {
        service.clusters = new Clusters(Optional.of("here"), Map.of(), Map.of("here", List.of("local")));

        run("cluster", "list");
        assertThat(out())
                .containsExactly(
                        "NAME   TYPE    ADDRESS",
                        "local  direct  this machine",
                        "here   group   local         default");

        run("cluster", "list", "--json");
        assertThat(out())
                .singleElement()
                .asString()
                .contains("\"groups\":[{\"name\":\"here\",\"clusters\":[\"local\"],\"default\":true}]");
    }

    @Test
    void submitAllowsMoreExperimentsWhenAskedTo() {
        run("submit", "triton", "here", "--limit", "20000", "--dry-run");
        run("resubmit", "--limit", "5", "triton", "here");
        assertThat(service.asked).containsExactly("preview [triton, here] false 20000", "submit [triton, here] true 5");

        assertThat(run("submit", "here", "--limit", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).first().isEqualTo("neroman: --limit must be from 1 to 1,000,000, not 0");
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
                .containsExactly("{\"schema\":1,\"cluster\":\"triton\",\"submitted\":[2],\"attached\":[],\"ended\":[3],"
                        + "\"clusters\":{\"triton\":{\"submitted\":[2],\"attached\":[],\"ended\":[3],"
                        + "\"unsent\":[],\"error\":null}}}");
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

    private SubmitPreview preview(Place place, List<SubmitPreview.Batch> batches, SubmitPreview.Item... items) {
        return new SubmitPreview(place, List.of(items), batches);
    }

    private SubmitPreview.Item starting(long id, CodeFile... files) {
        return new SubmitPreview.Item(
                Optional.of(id),
                Samples.defined(id).experiment(),
                SubmitPreview.Action.START,
                Optional.of(new CodeSnapshot(List.of(files), Map.of())),
                Optional.of(new SubmitPreview.Scripts("umask <umask>\nexport A='\u001b'\n", "set -- 'x'\n")));
    }

    @Test
    void aDryRunShowsBehindAnEmptyLineWhatTheSchedulerWouldGet() {
        var file = new CodeFile("main.sh", 7, "ab".repeat(32), false);
        var items = List.of(starting(1, file), starting(2, file), starting(4, file));
        var call = new SubmitPreview.SchedulerCall(List.of("sbatch", "--array=1-3", "<job>"), "#!/bin/sh\nexec x\n");
        var batch = new SubmitPreview.Batch(items, Optional.of(call), Optional.of("sbatch_args: bad"));
        service.preview = new SubmitPreview(Place.cluster("triton"), items, List.of(batch));

        run("submit", "triton", "1-4", "--dry-run", "-v");

        assertThat(out())
                .containsExactly(
                        "1 lang/run-1  sh main.sh lang/run-1  [1 files, 7 B]",
                        "2 lang/run-2  sh main.sh lang/run-2  [1 files, 7 B]",
                        "4 lang/run-4  sh main.sh lang/run-4  [1 files, 7 B]",
                        "",
                        "# sbatch of 3 experiments: 1-2,4",
                        "sbatch --array=1-3 '<job>'",
                        "",
                        "# its script, job.sh",
                        "#!/bin/sh",
                        "exec x",
                        "",
                        "# env.sh of 1 lang/run-1",
                        "umask <umask>",
                        "export A='\\x1b'",
                        "",
                        "# argv.sh of 1 lang/run-1",
                        "set -- 'x'",
                        "",
                        "# files: bytes and path",
                        "7 main.sh");
        assertThat(err())
                .containsExactly(
                        "warning: this would be refused: sbatch_args: bad",
                        "dry run: 3 would be submitted to triton, with 1 different files, 7 B; 1 call of sbatch, more"
                                + " where an array is longer than the cluster allows");
    }

    @Test
    void aTestOnlyRunShowsTheSchedulersOwnWords() {
        var item = starting(1, new CodeFile("main.sh", 7, "ab".repeat(32), false));
        var batch = new SubmitPreview.Batch(List.of(item), Optional.empty(), Optional.empty());
        service.preview = preview(Place.cluster("triton"), List.of(batch, batch, batch), item);
        service.trials = List.of(
                new Trial(true, true, "Job 11 to start at 2026-11-25T11:11:33 using 2 processors"),
                new Trial(true, true, ""),
                Trial.UNKNOWN);

        assertThat(run("submit", "triton", "1", "--test-only")).isEqualTo(ExitCode.OK);
        assertThat(out())
                .contains(
                        "# what the scheduler says",
                        "1 experiment: 1  Job 11 to start at 2026-11-25T11:11:33 using 2 processors",
                        "1 experiment: 1  it fits",
                        "1 experiment: 1  nothing can be said before it is submitted");

        service.trials =
                List.of(new Trial(true, false, "allocation failure: Requested node configuration is not available"));
        assertThat(run("submit", "triton", "1", "--dry-run", "--test-only")).isEqualTo(ExitCode.SCHEDULER);
        assertThat(out())
                .last()
                .isEqualTo("1 experiment: 1  would be refused: allocation failure: Requested node configuration is not"
                        + " available");
        run("submit", "triton", "1", "--test-only", "--json");
        assertThat(out())
                .singleElement()
                .asString()
                .contains("\"trials\":[{\"known\":true,\"accepted\":false,\"text\":\"allocation failure");
    }

    @Test
    void aTestOnlyRunWithoutALinkSaysSoAndShowsTheRest() {
        var item = starting(1, new CodeFile("main.sh", 7, "ab".repeat(32), false));
        service.preview = preview(Place.cluster("triton"), List.of(), item);
        service.offline = true;

        assertThat(run("submit", "triton", "1", "--test-only")).isEqualTo(ExitCode.CONNECTION);
        assertThat(out()).first().asString().startsWith("1 lang/run-1  sh main.sh");
        assertThat(err()).contains("the scheduler could not be asked: no route to triton (try ssh triton)");
    }

    @Test
    void aDryRunHasAJsonFormWithBatchesAndFiles() {
        var item = starting(1, new CodeFile("main.sh", 7, "ab".repeat(32), false));
        var call = new SubmitPreview.SchedulerCall(List.of("sbatch", "<job>"), "#!/bin/sh\n");
        var batch = new SubmitPreview.Batch(List.of(item), Optional.of(call), Optional.empty());
        service.preview = preview(Place.cluster("triton"), List.of(batch), item);

        run("submit", "triton", "1", "--dry-run", "--json");

        assertThat(out())
                .singleElement()
                .asString()
                .startsWith("{\"schema\":1,\"cluster\":\"triton\",\"members\":[\"triton\"],\"experiments\":[{\"id\":1,")
                .contains("\"files\":[\"main.sh\"],\"bytes\":7,\"scripts\":{\"env.sh\":\"umask <umask>\\n")
                .contains("\"batches\":[{\"experiments\":[{\"id\":1,\"name\":\"lang/run-1\"}],"
                        + "\"sbatch\":[\"sbatch\",\"<job>\"],\"script\":\"#!/bin/sh\\n\",\"error\":null}]")
                .endsWith("\"files\":[{\"folder\":\"/exp\",\"path\":\"main.sh\",\"bytes\":7,\"sha256\":\""
                        + "ab".repeat(32) + "\"}]}");
    }

    @Test
    void aDryRunOfAGroupSaysWhenItIsDivided() {
        service.preview = preview(new Place("gpu", List.of("gpu1", "gpu2"), true), List.of(), starting(1));

        run("submit", "gpu", "1", "--dry-run");

        assertThat(err())
                .containsExactly(
                        "dry run: 1 would be submitted to gpu, with 0 different files, 0 B; which of gpu1, gpu2"
                                + " each goes to is decided at submit, by their free slots");
    }

    @Test
    void filesAreListedInADryRunOnly() {
        assertThat(run("submit", "triton", "1", "--files")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).first().isEqualTo("neroman: --files goes with --dry-run");
        assertThat(service.asked).isEmpty();
    }

    @Test
    void aGroupIsToldLineByLineWhatWentWhere() {
        var lost = new NeronetException(ExitCode.CONNECTION, "connection lost", "try again");
        service.outcome = new SubmitOutcome(
                new Place("gpu", List.of("gpu1", "gpu2", "gpu3"), true),
                List.of(),
                List.of(
                        part("gpu1", List.of(service.running), List.of(Samples.running(5, "gpu1")), List.of()),
                        new SubmitOutcome.Part(
                                "gpu2",
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(Samples.defined(7), Samples.defined(8)),
                                Optional.of(lost)),
                        part("gpu3", List.of(), List.of(), List.of()),
                        part("triton", List.of(), List.of(), List.of(service.failed))),
                Map.of("gpu3", new NeronetException(ExitCode.CONNECTION, "no route to gpu3", null)));

        assertThat(run("submit", "gpu", "1-9")).isEqualTo(ExitCode.CONNECTION);
        assertThat(out()).containsExactly("2 lang/run-2", "5 lang/run-5");
        assertThat(err())
                .containsExactly(
                        "gpu3 is left out: no route to gpu3",
                        "gpu1: submitted 1 experiment: 2; live already 1 experiment: 5",
                        "gpu2: not confirmed 2 experiments: 7-8 (connection lost); the same line again sends them there",
                        "#3 failed (exit 3)",
                        "to start them once more: neroman resubmit gpu 3");

        run("submit", "gpu", "1-9", "--json");
        assertThat(out())
                .containsExactly("{\"schema\":1,\"cluster\":\"gpu\",\"submitted\":[2],\"attached\":[5],\"ended\":[3],"
                        + "\"clusters\":{"
                        + "\"gpu1\":{\"submitted\":[2],\"attached\":[5],\"ended\":[],\"unsent\":[],\"error\":null},"
                        + "\"gpu2\":{\"submitted\":[],\"attached\":[],\"ended\":[],\"unsent\":[7,8],"
                        + "\"error\":\"connection lost\"},"
                        + "\"gpu3\":{\"submitted\":[],\"attached\":[],\"ended\":[],\"unsent\":[],"
                        + "\"error\":\"no route to gpu3\"},"
                        + "\"triton\":{\"submitted\":[],\"attached\":[],\"ended\":[3],\"unsent\":[],\"error\":null}}}");
    }

    private static SubmitOutcome.Part part(
            String cluster, List<ExperimentRow> started, List<ExperimentRow> attached, List<ExperimentRow> ended) {
        return new SubmitOutcome.Part(cluster, started, attached, ended, List.of(), Optional.empty());
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
        assertThat(run("terminate", "@live")).isEqualTo(ExitCode.OK);
        assertThat(service.asked).endsWith("find [@live]", "terminate [2,4]");
    }

    @Test
    void holdTellsWhatIsHeldAndWhatCannotBe() {
        assertThat(run("hold", "1-3")).isEqualTo(ExitCode.OK);
        assertThat(err()).containsExactly("held: 2 experiments: 2-3", "held already: 1 experiment: 1");
        assertThat(run("--hold", "1-4")).isEqualTo(ExitCode.REFUSED);
        assertThat(err()).contains("running already, so not held: 1 experiment: 4");
        assertThat(out()).isEmpty();
        run("hold", "1-4", "--json");
        assertThat(out())
                .containsExactly("{\"schema\":1,\"held\":[2,3],\"already\":[1],\"running\":[4],\"ended\":[],"
                        + "\"never_submitted\":[],\"unknown\":[]}");
        assertThat(service.asked).contains("hold [1-3]", "hold [1-4]");
    }

    @Test
    void releaseTellsWhatMayStart() {
        assertThat(run("release", "1-6")).isEqualTo(ExitCode.OK);
        assertThat(err())
                .containsExactly(
                        "released: 1 experiment: 2",
                        "not held: 1 experiment: 1",
                        "running: 1 experiment: 4",
                        "had ended already: 1 experiment: 5",
                        "never submitted: 1 experiment: 6");
        assertThat(run("release", "9")).isEqualTo(ExitCode.FAILURE);
        assertThat(err()).contains("unknown to the cluster, so nothing could be done: 1 experiment: 9");
    }

    @Test
    void missingAndFailedNarrowWhatIsSelected() {
        run("status", "lang", "--missing");
        run("watch", "--failed");
        run("fetch", "1-3", "--failed", "--missing");
        run("submit", "--missing", "triton", "exp");
        run("submit", "triton", "exp", "--failed");
        run("resubmit", "exp", "--missing");
        run("submit", "triton", "2", "--failed", "--dry-run");

        assertThat(service.asked)
                .containsExactly(
                        "status [lang, --missing]",
                        "watch [--failed]",
                        "fetch [1-3, --missing, --failed]",
                        "submit [triton, exp, --missing] false",
                        "submit [triton, exp, --failed] true",
                        "submit [exp, --missing] true",
                        "preview [triton, 2, --failed] true");
    }

    @Test
    void aTemplateTakesEveryWordBehindItsName() {
        assertThat(run("template", "new", "python3", "main.py", "--append", "--in", "x", "-h", "--", ""))
                .isEqualTo(ExitCode.OK);
        assertThat(out()).isEmpty();
        assertThat(err()).containsExactly("wrote /exp/config.yaml; see what it says: neroman check /exp");
        run("template", "--append", "--in", "/exp", "old", "--", "x", "1");
        assertThat(err()).containsExactly("added +old to /exp/config.yaml; see: neroman check /exp");
        assertThat(service.asked)
                .containsExactly(
                        "template . new [python3, main.py, --append, --in, x, -h, --, ] false",
                        "template /exp old [x, 1] true");
    }

    @Test
    void whatIsThereIsNotOverwrittenByATemplate() {
        assertThat(run("--template", "old", "python", "main.py", "lr")).isEqualTo(ExitCode.OK);
        assertThat(out()).containsExactly("+old:", "  command: x");
        assertThat(err())
                .containsExactly("/exp/config.yaml is there and stays as it is; put this block into it, or let neroman"
                        + " template --append do that");
    }

    @Test
    void optionsBehindTheNameOfATemplateAreNoProgram() {
        assertThat(run("template", "new", "--append", "x")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).first().isEqualTo("neroman: '--append' is no program; options stand before the name");
        assertThat(run("template", "new", "--")).isEqualTo(ExitCode.USAGE);
        assertThat(run("template", "new")).isEqualTo(ExitCode.USAGE);
        assertThat(service.asked).isEmpty();
    }

    @Test
    void oneExperimentIsShownAsAPageOrJson() {
        assertThat(run("show", "1")).isEqualTo(ExitCode.OK);
        assertThat(out()).startsWith("#1           lang/run-1", "state        finished: exit 0 (exit file)");
        run("--show", "1", "--json");
        assertThat(out()).singleElement().asString().startsWith("{\"schema\":1,\"experiment\":{\"id\":1,");
        assertThat(run("show", "1", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(service.asked).containsExactly("show 1", "show 1");
    }

    @Test
    void historyIsWholeWithoutATerminal() {
        assertThat(run("history")).isEqualTo(ExitCode.OK);
        assertThat(out()).hasSize(60).first().isEqualTo("2026-11-22 12:00:01  #1 lang/run-1  note by j: x\\n");
        assertThat(err()).isEmpty();
        run("history", "42", "--json");
        assertThat(out()).singleElement().asString().startsWith("{\"schema\":1,\"history\":[{\"at\":");
        assertThat(service.asked).containsExactly("history [] 10000001", "history [42] 10000001");
    }

    @Test
    void atATerminalHistoryIsTheNewestFifty() {
        interactive = true;
        run("history");
        assertThat(out()).hasSize(50).last().asString().startsWith("2026-11-22 12:00:51  #51");
        assertThat(err()).containsExactly("the newest 50; more: neroman history --limit 1000");
        run("history", "--limit", "59");
        assertThat(out()).hasSize(59);
        run("history", "1-9");
        assertThat(out()).hasSize(60);
        assertThat(err()).isEmpty();
    }

    @Test
    void historyNeedsAGoodLimitAndMayBeEmpty() {
        assertThat(run("history", "--limit", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("history", "9")).isEqualTo(ExitCode.OK);
        assertThat(out()).isEmpty();
        assertThat(err()).containsExactly("nothing happened yet; define experiments: neroman add FOLDER");
    }

    @Test
    void aCopyTellsItsIdAndName() {
        assertThat(run("--copyexp", "2", "again")).isEqualTo(ExitCode.OK);
        assertThat(out()).containsExactly("4 lang/again");
        assertThat(run("copy", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(service.asked).containsExactly("copy 2 again");
    }

    @Test
    void deletingAsksAndSaysWhatStays() {
        interactive = true;
        answer = "n\n";
        assertThat(run("delete", "2,4")).isEqualTo(ExitCode.REFUSED);
        assertThat(err())
                .containsExactly("delete 2 experiments: 2,4? files and results stay [y/N] nothing was deleted");
        answer = "y\n";
        assertThat(run("--delexp", "2,4")).isEqualTo(ExitCode.OK);
        assertThat(err())
                .last()
                .asString()
                .endsWith("deleted 1 experiment: 2; files and results stay, and neroman history 2,4 tells the rest");
        assertThat(service.asked).containsExactly("find [2,4]", "find [2,4]", "delete [2,4]");
    }

    @Test
    void withoutATerminalDeletingNeedsAYes() {
        assertThat(run("delete", "2,4")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("hint: neroman delete 2,4 --yes");
        assertThat(service.asked).containsExactly("find [2,4]");
        assertThat(run("delete", "2,4", "9", "-y")).isEqualTo(ExitCode.REFUSED);
        assertThat(err()).last().isEqualTo("started or deleted by another neroman: 1 experiment: 4");
    }

    @Test
    void aDryRunOfDeleteDeletesNothing() {
        assertThat(run("delete", "2,4", "--dry-run")).isEqualTo(ExitCode.OK);
        assertThat(out())
                .containsExactly(
                        "2 lang/run-2  (is live, so it is refused)", "4 lang/run-4  (is live, so it is refused)");
        assertThat(err()).containsExactly("dry run: nothing was deleted of 2 experiments: 2,4");
        assertThat(service.asked).containsExactly("find [2,4]");
    }

    @Test
    void aNoteIsEveryWordBehindTheSelection() {
        assertThat(run("note", "2-3", "too", "noisy", "--json", "-5", "dB", "-h"))
                .isEqualTo(ExitCode.OK);
        assertThat(err()).containsExactly("noted for 2 experiments: 2-3");
        answer = "from a file\u001b[2J\nsecond line\n";
        run("note", "2", "-");
        run("--note", "2", "a", "-");

        assertThat(service.asked)
                .containsExactly(
                        "note [2-3] too noisy --json -5 dB -h",
                        "note [2] from a file\u001b[2J\nsecond line",
                        "note [2] a -");
    }

    @Test
    void aNoteNeedsTextAndHelpIsNoNote() {
        assertThat(run("note", "2")).isEqualTo(ExitCode.USAGE);
        assertThat(run("note", "2", "--help")).isEqualTo(ExitCode.OK);
        assertThat(out()).anyMatch(line -> line.startsWith("Usage: neroman note"));
        assertThat(service.asked).isEmpty();
    }

    @Test
    void whoTypesANoteIsToldHowItEnds() {
        interactive = true;
        answer = "typed";

        run("note", "2", "-");

        assertThat(err()).containsExactly("write the note; Ctrl-D ends it", "noted for 2 experiments: 2-3");
        assertThat(service.asked).containsExactly("note [2] typed");
    }

    @Test
    void tagsSayWhatTheyChanged() {
        assertThat(run("tag", "1-3", "paper", "old")).isEqualTo(ExitCode.OK);
        assertThat(err())
                .containsExactly(
                        "paper: given to 2 experiments: 1-2",
                        "paper: already on 1 experiment: 3",
                        "old: already on 1 experiment: 3");
        run("tag", "1-3", "--remove", "paper");
        assertThat(err()).containsExactly("paper: taken from 2 experiments: 1-2", "paper: not on 1 experiment: 3");
        assertThat(run("tag", "1-3")).isEqualTo(ExitCode.USAGE);
        assertThat(service.asked).containsExactly("tag [1-3] [paper, old] false", "tag [1-3] [paper] true");
    }

    @Test
    void starsAreGivenAndTakenAway() {
        assertThat(run("star", "1", "9")).isEqualTo(ExitCode.OK);
        assertThat(err()).containsExactly("starred already: 1 experiment: 9");
        run("star", "1", "--remove");
        assertThat(err()).containsExactly("unstarred 1 experiment: 1", "no star on 1 experiment: 9");
        run("unstar", "1");
        assertThat(service.asked).containsExactly("star [1, 9] true", "star [1] false", "star [1] false");
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
        run("mum", "stop", "triton", "--for-good");
        assertThat(service.asked).contains("stop triton for good");
        run("mum", "stop", "triton");
        run("mum", "status", "triton");
        assertThat(out())
                .contains(
                        "cluster      triton, queue slurm-triton",
                        "experiments  1 held, 3 running",
                        "scheduler    2 calls in the last minute, answered last 2026-11-22 12:00:00",
                        "lease        login1, epoch 4");
        assertThat(err()).containsExactly("warning: disk\\x1b");
        run("mum", "status", "--json");
        assertThat(out())
                .first()
                .asString()
                .contains("\"running\":3", "\"states\":{\"held\":1,\"running\":3}", "\"warnings\":[");
    }

    @Test
    void nodesAreThreeTables() {
        run("nodes", "triton");
        assertThat(out())
                .containsExactly(
                        "triton: queue slurm-triton, asked from login1; 3 of your experiments running, 4 waiting",
                        "",
                        "PARTITION  STATE    LIMIT  NODES  CPUS  FREE CPUS",
                        "debug*     up     1:00:00      2    32         30",
                        "",
                        "NODE   STATE  CPUS  FREE CPUS  LOAD  MEMORY  GPUS  FREE GPUS  PARTITIONS",
                        "node3  mixed    16         14  1.93  8.0 GB     2          1  debug,gpu",
                        "",
                        "DISK           SIZE    FREE",
                        "/scratch/me  2.0 GB  500 MB");
        run("nodes", "triton", "--json");
        assertThat(out())
                .singleElement()
                .asString()
                .startsWith(
                        "{\"schema\":1,\"cluster\":\"triton\",\"queue\":\"slurm-triton\",\"host\":\"login1\",\"running\":3,"
                                + "\"waiting\":4,\"partitions\":[{\"name\":\"debug\",\"default\":true,")
                .contains("\"free_gpus\":1");
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
