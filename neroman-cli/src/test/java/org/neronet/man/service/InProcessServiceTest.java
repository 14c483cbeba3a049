package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.experiment.CodeFile;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.ClusterSettings;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.history.Definition;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.Labels;
import org.neronet.man.history.Moment;
import org.neronet.man.report.Difference;
import org.neronet.man.report.ExperimentReport;
import org.neronet.man.report.FileChange;
import org.neronet.man.report.StatusReport;
import org.neronet.man.submit.UploadProgress;
import org.neronet.man.testing.FakeMum;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class InProcessServiceTest {
    private static final Instant NOW = Samples.T0.plusSeconds(3600);

    @TempDir
    Path place;

    private final FakeMum mum = new FakeMum();
    private final List<String> opened = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Path folder;
    private NeronetHome home;
    private InProcessService service;
    private boolean unreachable;
    private int healsAt;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(place.resolve("exp"));
        Files.writeString(folder.resolve("main.sh"), "echo hello\n");
        Files.writeString(
                folder.resolve("config.yaml"),
                "collection: lang\ncommand: sh main.sh {n}\nparameters: {n: [1, 2, 3]}\nrequired_files: [main.sh]\n");
        home = new NeronetHome(place.resolve("home")).ensure();
        Files.writeString(home.root().resolve("home_id"), Samples.HOME + "\n");
        var workspace = new Workspace(home, place, () -> NOW, time -> {}, notices::add, folder -> Histories.ORIGIN);
        service = new InProcessService(workspace, this::connect);
        for (var name : List.of("triton", "gpu1")) {
            service.addCluster(new Cluster(
                    name,
                    Optional.of(name),
                    "direct",
                    Optional.empty(),
                    Optional.empty(),
                    ClusterSettings.ofType("direct")));
        }
    }

    @AfterEach
    void close() {
        service.close();
    }

    private MumLine connect(Cluster cluster) {
        opened.add(cluster.name());
        if (opened.size() == healsAt) {
            mum.breakAt(null);
        }
        if (unreachable) {
            throw new NeronetException(ExitCode.CONNECTION, "no route to " + cluster.name(), "try ssh");
        }
        return mum;
    }

    private SubmitOutcome submit(String... words) {
        return service.submit(SubmitRequest.of(List.of(words), false), UploadProgress.SILENT);
    }

    private static List<Long> ids(List<ExperimentRow> rows) {
        return rows.stream().map(ExperimentRow::id).toList();
    }

    private void run(long id, AttemptState state) {
        mum.happen(Samples.started(id), Samples.end(id, state, state.word()));
        mum.print(Samples.key(id), "stdout", "out " + id + "\n");
        mum.print(Samples.key(id), "stderr", "err " + id + "\n");
    }

    private static void assertCode(ExitCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aFolderIsDefinedAndSubmitted() {
        var outcome = submit("triton", "exp");

        assertThat(outcome.defined()).hasSize(3);
        assertThat(ids(outcome.started())).containsExactly(1L, 2L, 3L);
        assertThat(mum.plans).hasSize(3);
        assertThat(service.find(List.of("1")).get(0).state()).isEqualTo(AttemptState.SUBMITTED);
    }

    @Test
    void theSameLineAgainLaunchesNothingAndAttaches() {
        submit("triton", "exp");
        mum.calls.clear();

        var outcome = submit("triton", "1-3");

        assertThat(ids(outcome.attached())).containsExactly(1L, 2L, 3L);
        assertThat(ids(outcome.live())).containsExactly(1L, 2L, 3L);
        assertThat(mum.calls).isEmpty();
    }

    @Test
    void aFolderWithMoreThanTheLimitIsRefused() {
        var two = new SubmitRequest(List.of("triton", "exp"), false, 2);

        assertCode(ExitCode.USAGE, () -> service.submit(two, UploadProgress.SILENT));
        assertCode(ExitCode.USAGE, () -> service.preview(two));
        assertThat(service.find(List.of())).isEmpty();
    }

    @Test
    void theClusterMayComeLast() {
        assertThat(submit("exp", "triton").place().name()).isEqualTo("triton");
    }

    @Test
    void withoutADefaultTheClusterMustBeNamed() {
        assertThatThrownBy(() -> submit("exp")).hasMessageContaining("to which cluster? known are");
        assertThat(service.find(List.of())).isNotNull();
    }

    @Test
    void aMisspeltClusterIsRecognised() {
        service.add(Path.of("exp"), 100);

        assertThatThrownBy(() -> submit("tritn", "1-3")).hasMessageContaining("did you mean 'triton'");
        assertCode(ExitCode.USAGE, () -> submit("triton"));
        assertCode(ExitCode.NOT_FOUND, () -> submit("triton", "77"));
    }

    @Test
    void aFirstWordThatIsNothingMayHaveBeenMeantAsACluster() {
        service.add(Path.of("exp"), 100);

        assertThatThrownBy(() -> submit("nowhere", "1"))
                .isInstanceOfSatisfying(NeronetException.class, e -> {
                    assertThat(e.code()).isEqualTo(ExitCode.NOT_FOUND);
                    assertThat(e.hint().orElse("")).startsWith("known clusters: triton, gpu1, local");
                })
                .hasMessage("no cluster, experiment or collection is called 'nowhere'");
        assertThat(service.find(List.of())).allMatch(each -> each.row().latest().isEmpty());
    }

    @Test
    void whatHasEndedMeanwhileCanBeDeleted() {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);

        assertThat(service.delete(List.of("1")).deleted()).containsExactly(1L);
        assertCode(ExitCode.REFUSED, () -> service.delete(List.of("2")));
        assertCode(ExitCode.NOT_FOUND, () -> service.delete(List.of("1")));
        assertThat(service.find(List.of())).extracting(each -> each.id()).containsExactly(2L, 3L);
    }

    @Test
    void historyReachesDeletedOnesByTheirIds() {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        service.fetch(List.of("1"));
        service.delete(List.of("1"));

        assertThat(service.history(List.of("1"), 100))
                .extracting(moment -> moment.what().getClass().getSimpleName())
                .contains("Described", "Sent", "Happened", "Deleted");
        assertThat(service.history(List.of("1-2,3", "2"), 100)).hasSizeGreaterThan(5);
        assertThat(service.history(List.of("lang"), 100)).noneMatch(moment -> moment.id() == 1);
        assertThat(service.history(List.of(), 2)).hasSize(2);
        assertThat(service.history(List.of("1"), 100))
                .anyMatch(moment -> moment.what() instanceof Moment.What.Happened happened
                        && happened.event() instanceof Event.Fetched fetched
                        && fetched.folder().endsWith("results/1-exp_n-1"));
    }

    @Test
    void oneIsShownWithAllThatSurroundsIt() {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        mum.happen(new Event.Environment(Samples.key(1), Samples.T0, JsonObject.of("host", "n1")));
        service.note(List.of("1"), "fine");

        var shown = service.show("exp_n-1");

        assertThat(shown.report().state()).isEqualTo(AttemptState.FINISHED);
        assertThat(shown.siblings().varied()).containsExactly(Map.entry("n", List.of("1", "2", "3")));
        assertThat(shown.definitions()).extracting(each -> each.provenance()).containsExactly(Histories.ORIGIN);
        assertThat(shown.notes()).extracting(each -> each.text()).containsExactly("fine");
        var attempt = shown.attempts().get(0);
        assertThat(attempt.origin()).contains(Histories.ORIGIN);
        assertThat(attempt.environment()).contains(JsonObject.of("host", "n1"));
        assertThat(attempt.code().orElseThrow().files())
                .extracting(CodeFile::path)
                .containsExactly("main.sh");
    }

    @Test
    void aDeletedOneIsShownByItsIdAndOfflineAsItIsKnown() {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        service.delete(List.of("1"));
        unreachable = true;
        service.stopMum("triton", false);

        assertThat(service.show("1").standing().deletedAt()).contains(NOW);
        assertThat(notices).isEmpty();
        assertThat(service.show("2").report().isLive()).isTrue();
        assertThat(notices).containsExactly("triton: no route to triton");
        assertCode(ExitCode.NOT_FOUND, () -> service.show("exp_n-1"));
        assertCode(ExitCode.NOT_FOUND, () -> service.show("9"));
        assertCode(ExitCode.USAGE, () -> service.show("1-2"));
    }

    @Test
    void historyNamesAllIdsThatNeverWere() {
        service.add(Path.of("exp"), 100);

        assertThatThrownBy(() -> service.history(List.of("2-5", "7,1", "900000000000"), 9))
                .hasMessage("no experiment ever had the id 4-5,7,900000000000");
        assertCode(ExitCode.USAGE, () -> service.history(List.of("3-1"), 9));
        assertCode(ExitCode.NOT_FOUND, () -> service.history(List.of("nobody"), 9));
    }

    @Test
    void labelsAndCopiesGoToTheSelectedOnes() {
        service.add(Path.of("exp"), 100);

        assertThat(service.note(List.of("1-2"), "x")).containsExactly(1L, 2L);
        assertThat(service.tag(List.of("lang"), List.of("paper"), false).get(0).changed())
                .containsExactly(1L, 2L, 3L);
        assertThat(service.star(List.of("3"), true).changed()).containsExactly(3L);
        assertThat(service.copy("2", "again").id()).isEqualTo(4);
        assertCode(ExitCode.USAGE, () -> service.copy("1-2", "x"));
        assertThat(service.find(List.of("3")).get(0).row().labels()).isEqualTo(new Labels(true, List.of("paper")));
    }

    @Test
    void liveOnAnotherClusterIsRefused() {
        submit("triton", "exp");

        assertThatThrownBy(() -> submit("gpu1", "1-2"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                .hasMessage("already live on triton: 1-2; nothing was submitted");
    }

    @Test
    void whatHasEndedIsLeftAloneUntilItIsResubmitted() {
        submit("triton", "exp");
        run(1, AttemptState.FAILED);
        service.status(List.of());

        assertThat(ids(submit("triton", "1").ended())).containsExactly(1L);

        var again = service.submit(SubmitRequest.of(List.of("1"), true), UploadProgress.SILENT);
        assertThat(again.place().name()).isEqualTo("triton");
        assertThat(mum.plans).containsKey(new AttemptKey(Samples.HOME, 1, 2));
        assertCode(ExitCode.REFUSED, () -> service.submit(SubmitRequest.of(List.of("2"), true), UploadProgress.SILENT));
    }

    @Test
    void aFailedConnectionLeavesExperimentsDefined() {
        unreachable = true;

        assertCode(ExitCode.CONNECTION, () -> submit("triton", "exp"));

        assertThat(service.find(List.of()))
                .allMatch(each -> each.row().latest().isEmpty())
                .hasSize(3);
    }

    @Test
    void aSubmitWhoseStateCannotBeReadIsStillASubmit() {
        mum.breakAt(Call.EVENTS);

        assertThat(ids(submit("triton", "exp").started())).hasSize(3);
        assertThat(notices).singleElement().asString().startsWith("submitted, but");
    }

    @Test
    void aDryRunOpensNothingAndDefinesNothing() {
        service.add(Path.of("exp"), 100);

        var preview = service.preview(SubmitRequest.of(List.of("triton", "1", "exp"), false));

        assertThat(preview.items()).extracting(item -> item.id().orElse(0L)).containsExactly(1L, 2L, 3L);
        assertThat(preview.items().get(0).code().orElseThrow().bytes()).isEqualTo(11);
        assertThat(opened).isEmpty();
    }

    @Test
    void onlyWhatIsMissingOrFailedOfAFolderIsSubmitted() {
        submit("triton", "exp");
        run(1, AttemptState.FAILED);
        run(2, AttemptState.FINISHED);
        service.status(List.of());
        write("n: [1, 2, 3, 4]");

        assertThat(ids(submit("triton", "exp", "--missing").started())).containsExactly(4L);
        assertThat(ids(service.submit(
                                SubmitRequest.of(List.of("exp", "triton", "--failed"), true), UploadProgress.SILENT)
                        .started()))
                .containsExactly(1L);
        assertCode(ExitCode.NOT_FOUND, () -> submit("triton", "exp", "--missing"));
        assertCode(ExitCode.USAGE, () -> submit("triton", "--missing"));
    }

    @Test
    void aFolderCanBePartOfASelection() throws Exception {
        submit("triton", "exp");
        run(1, AttemptState.FAILED);
        service.status(List.of());
        var odd = Files.createDirectories(place.resolve("an (odd), name"));
        Files.writeString(odd.resolve("config.yaml"), "command: sh main.sh\n");
        Files.writeString(odd.resolve("main.sh"), "");

        assertThat(ids(service.submit(
                                SubmitRequest.of(
                                        List.of("triton", "(", "exp", ")", "and", "n<3", "and", "@ended"), true),
                                UploadProgress.SILENT)
                        .started()))
                .containsExactly(1L);
        assertThat(ids(submit("triton", "an (odd), name").started())).containsExactly(4L);
        assertThat(service.find(List.of("exp and n>1")))
                .extracting(ExperimentReport::id)
                .containsExactly(2L, 3L);
        assertThat(service.find(List.of("./exp"))).hasSize(3);
    }

    @Test
    void nothingIsDefinedWhenTheSelectionIsWrong() {
        assertCode(ExitCode.USAGE, () -> submit("triton", "exp", "and", "state="));

        assertThat(service.find(List.of())).isEmpty();
    }

    @Test
    void conditionsAreNotTakenForClusters() {
        service.add(Path.of("exp"), 100);

        for (var words : List.of(List.of("n", ">", "9"), List.of("n>9", "or", "n<0"), List.of("@live", "and", "all"))) {
            assertThatThrownBy(() -> submit(words.toArray(String[]::new)))
                    .hasMessage("no experiment matches '" + String.join(" ", words) + "'");
        }
        assertThatThrownBy(() -> submit("tritn", "n>9")).hasMessageContaining("'tritn'; did you mean 'triton'?");
        assertThatThrownBy(() -> submit("exp", "tritn")).hasMessageContaining("'tritn'; did you mean 'triton'?");
    }

    @Test
    void aDryRunShowsWhatIsLeft() {
        assertThat(previewed("exp", "--missing")).hasSize(3);
        assertThat(previewed("exp", "--failed")).isEmpty();
        submit("triton", "exp");
        run(1, AttemptState.FAILED);
        service.status(List.of());
        write("n: [1, 2, 3, 4, 5]");

        assertThat(previewed("exp")).hasSize(5);
        assertThat(previewed("exp", "--missing")).containsExactly("lang/exp_n-4", "lang/exp_n-5");
        assertThat(previewed("exp", "--failed")).containsExactly("lang/exp_n-1");
        assertThat(previewed("1", "--failed")).containsExactly("lang/exp_n-1");
    }

    private List<String> previewed(String... words) {
        var typed = new ArrayList<>(List.of(words));
        typed.add("triton");
        return service.preview(SubmitRequest.of(typed, false)).items().stream()
                .map(item -> item.experiment().name())
                .toList();
    }

    private void write(String parameters) {
        try {
            Files.writeString(
                    place.resolve("exp/config.yaml"),
                    "collection: lang\ncommand: sh main.sh {n}\nparameters: {" + parameters
                            + "}\nrequired_files: [main.sh]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void statesAreAskedForBeforeTheySelect() {
        submit("triton", "exp");
        run(2, AttemptState.FAILED);

        assertThat(service.status(List.of("@failed")).experiments())
                .extracting(ExperimentReport::id)
                .containsExactly(2L);
        run(3, AttemptState.FINISHED);
        assertThat(service.fetch(List.of("state=finished")))
                .extracting(FetchedResults::id)
                .containsExactly(3L);
        mum.breakAt(Call.EVENTS);
        assertThatThrownBy(() -> service.status(List.of("state=lost")))
                .hasMessageStartingWith("no experiment matches 'state=lost'; not asked: triton: ");
    }

    @Test
    void statusAsksOnlyClustersWithLiveExperiments() {
        service.add(Path.of("exp"), 100);

        var report = service.status(List.of());

        assertThat(opened).isEmpty();
        assertThat(report.experiments()).hasSize(3);
        assertThat(report.clusters()).allMatch(cluster -> cluster.reachable().isEmpty());
    }

    @Test
    void statusTakesInWhatHappened() {
        submit("triton", "exp");
        run(2, AttemptState.FINISHED);
        mum.happen(new Event.Metrics(
                Samples.key(2), Samples.T0, MetricSource.STDOUT, List.of(new MetricSample("loss", 1, 0.5, 9))));

        var report = service.status(List.of("2"));

        assertThat(report.experiments()).singleElement().satisfies(each -> {
            assertThat(each.state()).isEqualTo(AttemptState.FINISHED);
            assertThat(each.metric("loss").orElseThrow().last()).isEqualTo(0.5);
        });
        assertThat(report.clusters())
                .filteredOn(cluster -> cluster.name().equals("triton"))
                .singleElement()
                .satisfies(cluster -> {
                    assertThat(cluster.reachable()).contains(true);
                    assertThat(cluster.asOf()).contains(NOW);
                    assertThat(cluster.host()).contains("login1");
                });
    }

    @Test
    void anUnreachableClusterIsShownAsLastKnown() {
        submit("triton", "exp");
        unreachable = true;
        mum.close();

        var report = service.status(List.of());

        assertThat(report.clusters())
                .filteredOn(cluster -> cluster.name().equals("triton"))
                .singleElement()
                .satisfies(cluster -> {
                    assertThat(cluster.reachable()).contains(false);
                    assertThat(cluster.asOf()).contains(NOW);
                    assertThat(cluster.error()).contains("no route to triton");
                });
    }

    @Test
    void logsAreTheProgramsBytes() throws Exception {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);

        assertThat(logs("1", false)).containsExactly("out 1\n", "err 1\n");
        assertThat(logs("1", true)).containsExactly("out 1\n", "err 1\n");
        assertCode(ExitCode.USAGE, () -> logs("1-2", false));
    }

    @Test
    void anExperimentThatNeverStartedHasPrintedNothing() throws Exception {
        submit("triton", "exp");
        mum.happen(Samples.end(1, AttemptState.TERMINATED, "terminated"));
        mum.print(Samples.key(1), "stdout", "");
        mum.print(Samples.key(1), "stderr", "");

        assertThat(logs("1", false)).containsExactly("", "");
        assertThat(notices).containsExactly("#1 has printed nothing");
    }

    @Test
    void anUnreachableClusterIsNamedOnceByLogs() {
        submit("triton", "exp");
        unreachable = true;
        mum.close();

        assertCode(ExitCode.CONNECTION, () -> logs("1", false));
        assertThat(notices).isEmpty();
    }

    private List<String> logs(String word, boolean follow) throws IOException, InterruptedException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        service.logs(new LogRequest(word, List.of(OutputStreamName.values()), follow), out, err);
        return List.of(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void followedLogsGiveUpOnlyAfterSeveralLostConnections() {
        submit("triton", "exp");
        mum.breakAt(Call.LOG_READ);

        assertCode(ExitCode.CONNECTION, () -> logs("1", true));
        assertThat(notices).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void resultsComeWithTheOutputAndAreReadableOffline() throws Exception {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        mum.unready(2).result(Samples.key(1), "model/weights.txt", "1 2 3");
        mum.result(Samples.key(1), "run.sh", "#!/bin/sh");

        var fetched = service.fetch(List.of());

        assertThat(fetched).singleElement().satisfies(results -> {
            assertThat(results.files()).isEqualTo(2);
            assertThat(results.leftOut()).containsExactly("huge.bin (3.0 MB)");
        });
        var results = fetched.get(0).folder().orElseThrow();
        assertThat(results.getParent()).isEqualTo(folder.resolve("results"));
        assertThat(results.getFileName().toString()).startsWith("1-");
        assertThat(results.resolve("model/weights.txt")).hasContent("1 2 3");
        assertThat(Files.isExecutable(results.resolve("run.sh"))).isTrue();
        assertThat(results.resolve("neronet-stdout.txt")).hasContent("out 1");
        unreachable = true;
        mum.close();
        assertThat(logs("1", false)).containsExactly("out 1\n", "err 1\n");
        assertThat(service.fetch(List.of("1"))).isEmpty();
        try (var left = Files.list(folder.resolve("results"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aResultNamedLikeTheOutputKeepsItsName() throws Exception {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        mum.result(Samples.key(1), "neronet-stdout.txt", "mine");

        var results = service.fetch(List.of()).get(0).folder().orElseThrow();

        assertThat(results.resolve("neronet-stdout.txt")).hasContent("mine");
        assertThat(logs("1", false)).containsExactly("out 1\n", "err 1\n");
    }

    @Test
    void damagedOrUnsafeResultsAreNotKept() throws IOException {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        run(2, AttemptState.FINISHED);
        mum.damageResults().result(Samples.key(1), "a.txt", "text");
        mum.result(Samples.key(2), "../escape", "text");

        assertThat(service.fetch(List.of()))
                .extracting(results -> results.trouble().orElse(""))
                .satisfiesExactly(
                        first -> assertThat(first).contains("a.txt was damaged"),
                        second -> assertThat(second).contains("../escape"));
        try (var left = Files.list(folder.resolve("results"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aSubmitGoesOnWhenTheNetworkComesBack() {
        mum.breakAt(Call.SUBMIT);
        healsAt = 3;

        assertThat(submit("triton", "exp").parts().get(0).started()).hasSize(3);

        assertThat(notices)
                .containsExactly(
                        "triton: the connection to triton is lost; trying again in 1 s",
                        "triton: the connection to triton is lost; trying again in 5 s");
        assertThat(mum.calls).filteredOn(Call.SUBMIT::equals).hasSize(3);
    }

    @Test
    void terminateAsksAndTellsWhatItCouldNot() {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        service.status(List.of());
        mum.forget(Samples.key(3));

        var outcome = service.terminate(List.of("1-3"));

        assertThat(outcome).isEqualTo(new TerminateOutcome(List.of(2L), List.of(1L), List.of(), List.of(3L)));
        var given = service.find(List.of("3")).get(0);
        assertThat(given.state()).isEqualTo(AttemptState.LOST);
        assertThat(given.reason().orElseThrow()).contains("does not know it any more");
    }

    @Test
    void whatIsHeldSaysSoUntilItIsReleased() {
        submit("triton", "exp");
        mum.happen(Samples.end(1, AttemptState.FINISHED, "exit 0"));
        service.status(List.of());
        mum.forget(Samples.key(3));

        var outcome = service.hold(List.of("1-3"));

        assertThat(outcome)
                .isEqualTo(new HoldOutcome(List.of(2L), List.of(), List.of(), List.of(1L), List.of(), List.of(3L)));
        assertThat(service.find(List.of("2")).get(0).reason()).contains("held");
        service.release(List.of("2"));
        assertThat(service.find(List.of("2")).get(0).reason()).isEmpty();
    }

    @Test
    void nodesTellOfTheClusterAndOfOnesOwn() {
        var nodes = service.nodes("triton");

        assertThat(nodes.queue()).isEqualTo("slurm-triton");
        assertThat(nodes.running()).isEqualTo(3);
        assertThat(nodes.nodes().nodes()).isEmpty();
    }

    @Test
    void whatNeverReachedAClusterIsNotHeld() {
        service.add(Path.of("exp"), 100);

        assertThat(service.hold(List.of("1")).never()).containsExactly(1L);
        assertThat(mum.calls).isEmpty();
    }

    @Test
    void anAttemptThatNeverReachedMumIsWithdrawn() {
        service.add(Path.of("exp"), 100);
        mum.breakAt(Call.SUBMIT);
        assertCode(ExitCode.CONNECTION, () -> submit("triton", "1"));
        mum.breakAt(null).forget(Samples.key(1));

        assertThat(service.terminate(List.of("1", "2")))
                .isEqualTo(new TerminateOutcome(List.of(1L), List.of(), List.of(2L), List.of()));
        assertThat(service.find(List.of("1")).get(0).state()).isEqualTo(AttemptState.TERMINATED);
    }

    @Test
    void metricsHaveAllValuesOrNameTheNearest() {
        submit("triton", "exp");
        mum.happen(new Event.Metrics(
                Samples.key(1), Samples.T0, MetricSource.STDOUT, List.of(new MetricSample("loss", 1, 0.5, 9))));

        assertThat(service.metrics("1", List.of(), Optional.empty()).series().get("loss"))
                .hasSize(1);
        assertThatThrownBy(() -> service.metrics("1", List.of("los"), Optional.empty()))
                .hasMessageContaining("did you mean 'loss'");
    }

    @Test
    void whatAProgramUsedIsShownWhenAskedFor() {
        submit("triton", "exp");
        mum.happen(new Event.Metrics(
                Samples.key(1),
                Samples.T0,
                MetricSource.RESOURCES,
                List.of(new MetricSample("resources/cpu", 5, 1.5, 9), new MetricSample("resources/threads", 5, 2, 9))));

        assertThat(service.metrics("1", List.of(), Optional.empty()).series()).isEmpty();
        assertThat(service.metrics("1", List.of("resources"), Optional.empty()).series())
                .containsOnlyKeys("resources/cpu", "resources/threads");
        assertThat(service.metrics("1", List.of("resources/cpu"), Optional.empty())
                        .series())
                .containsOnlyKeys("resources/cpu");
    }

    @Test
    void whatWasNeverSubmittedHasNeitherLogsNorMetrics() {
        service.add(Path.of("exp"), 100);

        assertCode(ExitCode.NOT_FOUND, () -> service.metrics("1", List.of(), Optional.empty()));
        assertCode(ExitCode.NOT_FOUND, () -> logs("1", false));
    }

    @Test
    void aClusterWithLiveExperimentsIsNotRemoved() {
        submit("triton", "exp");

        assertCode(ExitCode.REFUSED, () -> service.removeCluster("triton"));
        service.removeCluster("gpu1");
        assertThat(service.clusters().byName()).doesNotContainKey("gpu1");
    }

    @Test
    void mumIsStartedAskedAndEnded() {
        assertThat(service.startMum("triton").host()).isEqualTo("login1");
        assertThat(service.mumStatus("triton").status().integer("running")).isEqualTo(3);
        service.stopMum("triton", true);
        assertThat(mum.calls).contains(Call.SHUTDOWN);
        assertThat(mum.isOpen()).isFalse();
    }

    @Test
    void checkFindsFilesAndDefinesNothing() {
        assertThat(service.check(Path.of("exp"), 100).experiments())
                .hasSize(3)
                .allMatch(each -> each.code().bytes() == 11);
        assertThat(service.find(List.of())).isEmpty();
    }

    @Test
    void watchingEndsWhenAllHaveEndedAndFetchesResults() throws Exception {
        submit("triton", "exp");
        var listener = new Recorder();
        listener.afterFirst = () -> {
            run(1, AttemptState.FINISHED);
            run(2, AttemptState.FINISHED);
            run(3, AttemptState.FAILED);
        };

        service.watch(List.of(), listener);

        assertThat(listener.reports)
                .last()
                .satisfies(report -> assertThat(report.counts())
                        .isEqualTo(Map.of(AttemptState.FINISHED, 2, AttemptState.FAILED, 1)));
        assertThat(listener.fetched).extracting(FetchedResults::id).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void watchingSurvivesALostConnection() throws Exception {
        submit("triton", "exp");
        mum.breakAt(Call.EVENTS);
        var listener = new Recorder();
        listener.onTrouble = () -> {
            mum.breakAt(null);
            List.of(1L, 2L, 3L).forEach(id -> run(id, AttemptState.FINISHED));
        };

        service.watch(List.of("1-3"), listener);

        assertThat(listener.troubles).first().asString().contains("connection to triton is lost; trying again in 1 s");
        assertThat(listener.reports).last().matches(report -> !report.hasLive());
    }

    @Test
    void aListenerThatHasEnoughEndsTheWatching() throws Exception {
        submit("triton", "exp");
        var listener = new Recorder();
        listener.enough = true;

        service.watch(List.of(), listener);

        assertThat(listener.reports).hasSize(1);
    }

    /** Remembers what it hears, and lets something happen after the first report or trouble. */
    private static final class Recorder implements WatchListener {
        private final List<StatusReport> reports = new ArrayList<>();
        private final List<String> troubles = new ArrayList<>();
        private final List<FetchedResults> fetched = new ArrayList<>();
        private Runnable afterFirst = () -> {};
        private Runnable onTrouble = () -> {};
        private boolean enough;

        @Override
        public boolean update(StatusReport report) {
            reports.add(report);
            if (reports.size() == 1) {
                afterFirst.run();
            }
            return !enough;
        }

        @Override
        public void trouble(String text) {
            troubles.add(text);
            onTrouble.run();
        }

        @Override
        public void fetched(FetchedResults results) {
            fetched.add(results);
        }
    }

    @Test
    void theEnvironmentNamesTheDefaultCluster() {
        var workspace = new Workspace(home, place, () -> NOW, time -> {}, notices::add, folder -> Histories.ORIGIN);
        var environment = Map.of("NERONET_DEFAULT_CLUSTER", "gpu1");
        try (var other = new InProcessService(workspace, this::connect, environment)) {
            assertThat(other.clusters().defaultCluster()).contains("gpu1");
            assertThat(other.preview(SubmitRequest.of(List.of("exp"), false)).place())
                    .isEqualTo(Place.cluster("gpu1"));
        }
        assertThat(service.clusters().defaultCluster()).isEmpty();
    }

    @Test
    void aNewHistoryGoesOnWhereTheOldOneEnded() {
        submit("triton", "exp");
        assertCode(ExitCode.REFUSED, service::startHistoryAnew);
        for (long id = 1; id <= 3; id++) {
            run(id, AttemptState.FINISHED);
        }
        service.status(List.of());

        assertThat(service.oldHistory().unfetched()).containsExactly(1L, 2L, 3L);
        assertThat(service.startHistoryAnew()).isEqualTo(home.root().resolve("history-20261122-130000.db"));

        assertThat(service.find(List.of())).isEmpty();
        assertThat(ids(submit("triton", "exp").started())).containsExactly(4L, 5L, 6L);
        service.status(List.of());
        assertThat(service.find(List.of()))
                .allSatisfy(each ->
                        assertThat(each.row().latest().orElseThrow().isLive()).isTrue());
    }

    @Test
    void leftoversOfTheHomeAreRemoved() throws IOException {
        var old = Files.writeString(home.log().resolve("neroman.log.1"), "x");

        service.remove(service.leftovers());

        assertThat(old).doesNotExist();
    }

    @Test
    void aChangedFolderIsSeenAndWhatRanIsKept() throws IOException {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        assertThat(service.status(List.of()).folderChanged())
                .containsOnlyKeys(1L, 2L, 3L)
                .doesNotContainValue(true);

        Files.writeString(folder.resolve("main.sh"), "echo bye\n");

        assertThat(service.status(List.of()).folderChanged()).doesNotContainValue(false);
        var diff = service.diff(List.of("1"));
        assertThat(diff.isSame()).isFalse();
        assertThat(diff.code()).extracting(FileChange::path).containsExactly("main.sh");
        assertThat(diff.code().get(0).lines()).contains("-echo hello", "+echo bye");
        Files.delete(folder.resolve("main.sh"));
        assertThat(service.status(List.of("1")).folderChanged()).containsEntry(1L, true);
        assertThat(service.diff(List.of("1")).codeUnknown()).contains("main.sh");
    }

    @Test
    void editingTheDescriptionIsNoChangeOfTheCode() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), "command: sh main.sh {n}\nparameters: {n: [1, 2]}\n");
        assertThat(service.add(folder, 100)).extracting(Definition::kind).containsOnly(Definition.Kind.NEW);
        submit("triton", "1-2");

        Files.writeString(
                folder.resolve("config.yaml"),
                "command: sh main.sh {n}\nparameters: {n: [1, 2, 3]}\nresources: {memory: 1GB}\n");

        assertThat(service.add(folder, 100))
                .extracting(Definition::id, Definition::kind)
                .containsExactly(
                        tuple(1L, Definition.Kind.UPDATED),
                        tuple(2L, Definition.Kind.UPDATED),
                        tuple(3L, Definition.Kind.NEW));
        assertThat(service.status(List.of()).folderChanged()).doesNotContainValue(true);
    }

    @Test
    void whatIsSentIsWhatCounts() throws IOException {
        service.add(folder, 100);
        Files.writeString(folder.resolve("main.sh"), "echo other\n");

        submit("triton", "1-2");

        assertThat(notices)
                .containsExactly("the files of 1-2 had changed since they were defined or sent last; they were sent as"
                        + " they are now");
        assertThat(service.add(folder, 100))
                .extracting(Definition::id, Definition::kind)
                .containsExactly(
                        tuple(1L, Definition.Kind.SAME),
                        tuple(2L, Definition.Kind.SAME),
                        tuple(3L, Definition.Kind.CHANGED));
    }

    @Test
    void twoExperimentsAreCompared() throws IOException {
        submit("triton", "exp");
        run(1, AttemptState.FINISHED);
        service.status(List.of());
        Files.writeString(folder.resolve("main.sh"), "echo other\n");
        service.add(folder, 100);

        var diff = service.diff(List.of("1", "5"));

        assertThat(diff.before()).isEqualTo("#1 lang/exp_n-1");
        assertThat(diff.parameters()).containsExactly(new Difference("n", Optional.of("1"), Optional.of("2")));
        assertThat(diff.definition()).extracting(Difference::what).containsExactly("command");
        assertThat(diff.code()).extracting(FileChange::kind).containsExactly(FileChange.Kind.CHANGED);
        assertThat(diff.environment()).isEmpty();
        assertThat(diff.results()).extracting(Difference::what).contains("state", "run time");
        assertThat(service.diff(List.of("2", "2")).results()).isEmpty();
        assertThat(service.diff(List.of("2", "2")).isSame()).isTrue();
    }
}
