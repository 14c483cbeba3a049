package org.neronet.man.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.fault.ExitCode;
import org.neronet.common.fault.NeronetException;
import org.neronet.common.wire.Call;
import org.neronet.common.wire.Trial;
import org.neronet.man.config.Cluster;
import org.neronet.man.config.NeronetHome;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.submit.UploadProgress;
import org.neronet.man.testing.FakeMum;
import org.neronet.man.testing.Histories;
import org.neronet.man.testing.Samples;

class GroupSubmitTest {
    @TempDir
    Path place;

    private final FakeMum gpu1 = new FakeMum("11".repeat(16)).slots(4, 0);
    private final FakeMum gpu2 = new FakeMum("22".repeat(16)).slots(2, 0);
    private final FakeMum triton = new FakeMum("33".repeat(16)).scheduler(5);
    private final FakeMum local = new FakeMum("44".repeat(16)).slots(1, 1);
    private final Map<String, FakeMum> mums =
            new TreeMap<>(Map.of("gpu1", gpu1, "gpu2", gpu2, "triton", triton, "local", local));
    private final List<String> opened = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> unreachable = new HashSet<>();
    private NeronetHome home;
    private InProcessService service;

    @BeforeEach
    void open() throws IOException {
        var folder = Files.createDirectory(place.resolve("exp"));
        Files.writeString(folder.resolve("main.sh"), "echo hello\n");
        write(folder.resolve("config.yaml"), """
                collection: lang
                command: sh main.sh {n}
                parameters: {n: {range: [1, 7]}}
                """);
        home = new NeronetHome(place.resolve("home")).ensure();
        write(home.root().resolve("home_id"), Samples.HOME + "\n");
        clusters("");
        var workspace =
                new Workspace(home, place, () -> Samples.T0, time -> {}, notice -> {}, where -> Histories.ORIGIN);
        service = new InProcessService(workspace, this::connect);
    }

    private void clusters(String more) {
        write(home.clusters(), """
                clusters:
                  gpu1: {ssh_address: gpu1, type: direct}
                  gpu2: {ssh_address: gpu2, type: direct}
                  triton: {ssh_address: triton, type: slurm}
                groups: {gpu: [gpu1, gpu2]}
                """ + more);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        service.close();
    }

    private MumLine connect(Cluster cluster) {
        opened.add(cluster.name());
        if (unreachable.contains(cluster.name())) {
            throw new NeronetException(ExitCode.CONNECTION, "no route to " + cluster.name(), "try ssh");
        }
        return mums.get(cluster.name());
    }

    private SubmitOutcome submit(String... words) {
        return service.submit(SubmitRequest.of(List.of(words), false), UploadProgress.SILENT);
    }

    private static Map<String, List<Long>> started(SubmitOutcome outcome) {
        var started = new TreeMap<String, List<Long>>();
        outcome.parts().stream()
                .filter(part -> !part.started().isEmpty())
                .forEach(part -> started.put(part.cluster(), ids(part.started())));
        return started;
    }

    private static List<Long> ids(List<ExperimentRow> rows) {
        return rows.stream().map(ExperimentRow::id).toList();
    }

    private static void assertCode(ExitCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void whatAsksForMuchGoesOnlyWhereItFits() {
        gpu1.gpus(0);
        gpu2.gpus(2);
        write(place.resolve("exp/config.yaml"), """
                collection: lang
                command: sh main.sh {n}
                +small: {parameters: {n: [1, 2, 3]}}
                +large: {parameters: {n: [4, 5]}, resources: {gpus: 2}}
                """);

        assertThat(started(submit("gpu", "exp")))
                .isEqualTo(Map.of("gpu1", List.of(1L, 2L, 3L), "gpu2", List.of(4L, 5L)));
    }

    @Test
    void whatFitsNowhereIsRefusedWithEveryReason() {
        gpu1.gpus(0);
        gpu2.gpus(2);
        write(place.resolve("exp/config.yaml"), "command: sh main.sh\nresources: {gpus: 4}\n");

        assertThatThrownBy(() -> submit("gpu", "exp"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("no cluster of 'gpu' can run 1 (gpu1: it needs 4 GPUs; gpu2: it needs 4 GPUs)");
        assertThat(gpu1.plans).isEmpty();
        assertThat(gpu2.plans).isEmpty();
    }

    @Test
    void oneClusterSaysWhatItsSchedulerWould() {
        triton.gpus(1);
        write(place.resolve("exp/config.yaml"), """
                command: sh main.sh {n}
                +small: {parameters: {n: [1, 2, 3]}}
                +large: {parameters: {n: [4]}, resources: {gpus: 2}}
                """);
        var preview = service.preview(SubmitRequest.of(List.of("triton", "exp"), false));

        assertThat(service.tryOut(preview))
                .containsExactly(
                        new Trial(true, true, "Job 11 to start at noon"), new Trial(true, false, "it needs 2 GPUs"));
        assertThat(triton.plans).isEmpty();
        var group = service.preview(SubmitRequest.of(List.of("gpu", "exp"), false));
        assertCode(ExitCode.USAGE, () -> service.tryOut(group));
    }

    @Test
    void aGroupsExperimentsAreDividedByFreeSlots() {
        var outcome = submit("gpu", "exp");

        assertThat(outcome.place()).isEqualTo(new Place("gpu", List.of("gpu1", "gpu2"), true));
        assertThat(started(outcome)).isEqualTo(Map.of("gpu1", List.of(1L, 2L, 3L, 4L), "gpu2", List.of(5L, 6L)));
        assertThat(gpu1.plans).hasSize(4);
        assertThat(gpu2.plans).hasSize(2);
        assertThat(opened).containsExactlyInAnyOrder("gpu1", "gpu2");
    }

    @Test
    void anyMeansAllClusters() {
        gpu1.slots(4, 3);
        gpu2.slots(2, 2);

        var outcome = submit("any", "exp");

        assertThat(started(outcome)).isEqualTo(Map.of("gpu1", List.of(1L), "triton", List.of(2L, 3L, 4L, 5L, 6L)));
        assertThat(opened).containsExactlyInAnyOrder("gpu1", "gpu2", "triton", "local");
    }

    @Test
    void theSameLineAgainStartsNothingAndOpensNoLink() {
        submit("gpu", "exp");
        opened.clear();
        gpu1.calls.clear();

        var outcome = submit("gpu", "exp");

        assertThat(outcome.started()).isEmpty();
        assertThat(ids(outcome.attached())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(outcome.parts().get(1)).satisfies(part -> {
            assertThat(part.cluster()).isEqualTo("gpu2");
            assertThat(ids(part.attached())).containsExactly(5L, 6L);
        });
        assertThat(opened).isEmpty();
        assertThat(gpu1.calls).isEmpty();
    }

    @Test
    void clustersThatCannotBeReachedAreLeftOut() {
        unreachable.add("gpu1");

        var outcome = submit("gpu", "exp");

        assertThat(started(outcome)).containsOnlyKeys("gpu2");
        assertThat(outcome.leftOut())
                .hasEntrySatisfying("gpu1", why -> assertThat(why).hasMessage("no route to gpu1"));
        assertThat(outcome.parts()).allMatch(part -> part.trouble().isEmpty());
    }

    @Test
    void aClusterThatDoesNotSayHowItIsIsLeftOut() {
        gpu2.breakAt(Call.STATUS);

        assertThat(started(submit("gpu", "exp"))).containsOnlyKeys("gpu1");
    }

    @Test
    void whereNoneCanBeReachedNothingIsBegun() {
        unreachable.addAll(List.of("gpu1", "gpu2"));

        assertThatThrownBy(() -> submit("gpu", "exp"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.CONNECTION))
                .hasMessage("no cluster of 'gpu' can be reached (gpu1: no route to gpu1; gpu2: no route to gpu2);"
                        + " nothing was submitted");

        assertThat(service.find(List.of()))
                .hasSize(6)
                .allMatch(each -> each.row().latest().isEmpty());
    }

    @Test
    void aPartThatWasCutOffGoesToItsClusterAgain() {
        gpu1.breakAt(Call.SUBMIT);

        var cut = submit("gpu", "exp");

        assertThat(started(cut)).isEqualTo(Map.of("gpu2", List.of(5L, 6L)));
        assertThat(ids(cut.parts().get(0).unsent())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(cut.parts().get(0).trouble())
                .hasValueSatisfying(e -> assertThat(e.code()).isEqualTo(ExitCode.CONNECTION));

        gpu1.breakAt(null).slots(4, 40);
        gpu2.slots(20, 0);
        var again = submit("gpu", "exp");

        assertThat(started(again)).isEqualTo(Map.of("gpu1", List.of(1L, 2L, 3L, 4L)));
        assertThat(gpu1.plans.keySet()).allMatch(key -> key.attempt() == 1).hasSize(4);
        assertThat(gpu2.plans).hasSize(2);
    }

    @Test
    void aSubmitThatEndedBetweenTwoPartsIsFinishedByTheSameLine() {
        service.add(Path.of("exp"), 100);
        submit("gpu1", "1-4");
        gpu1.slots(4, 4);

        var again = submit("gpu", "exp");

        assertThat(ids(again.attached())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(started(again)).isEqualTo(Map.of("gpu2", List.of(5L, 6L)));
        assertThat(gpu1.plans).hasSize(4);
    }

    @Test
    void aCutOffPartWhoseClusterIsAwayDoesNotKeepTheOthersBack() {
        gpu1.breakAt(Call.SUBMIT);
        submit("gpu", "exp");
        gpu1.breakAt(null);
        gpu1.close();
        unreachable.add("gpu1");

        var away = submit("gpu", "exp");

        assertThat(ids(away.attached())).containsExactly(5L, 6L);
        assertThat(ids(away.parts().get(0).unsent())).containsExactly(1L, 2L, 3L, 4L);
        unreachable.clear();
        gpu1.breakAt(null);
        assertThat(started(submit("gpu", "exp"))).isEqualTo(Map.of("gpu1", List.of(1L, 2L, 3L, 4L)));
    }

    @Test
    void whatIsBeingSentTakesItsSlotsBeforeOthersDo() {
        service.add(Path.of("exp"), 100);
        gpu2.breakAt(Call.SUBMIT);
        assertCode(ExitCode.CONNECTION, () -> submit("gpu2", "1-2"));
        gpu2.breakAt(null);
        gpu1.slots(4, 2);

        var outcome = submit("gpu", "1-4");

        assertThat(started(outcome)).isEqualTo(Map.of("gpu1", List.of(3L, 4L), "gpu2", List.of(1L, 2L)));
    }

    @Test
    void liveOutsideTheGroupIsRefused() {
        service.add(Path.of("exp"), 100);
        submit("triton", "1");

        assertThatThrownBy(() -> submit("gpu", "1-3"))
                .isInstanceOfSatisfying(
                        NeronetException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                .hasMessage("already live on triton: 1; nothing was submitted");
        assertThat(ids(submit("any", "1").attached())).containsExactly(1L);
    }

    @Test
    void whatHasEndedIsToldWhereItWasAndDividedAnewWhenResubmitted() {
        service.add(Path.of("exp"), 100);
        submit("triton", "1");
        triton.happen(Samples.started(1), Samples.end(1, AttemptState.FAILED, "exit 3"));
        service.status(List.of());

        var outcome = submit("gpu", "1-2");

        assertThat(started(outcome)).isEqualTo(Map.of("gpu1", List.of(2L)));
        assertThat(outcome.parts()).last().satisfies(part -> {
            assertThat(part.cluster()).isEqualTo("triton");
            assertThat(ids(part.ended())).containsExactly(1L);
        });
        var again = service.submit(SubmitRequest.of(List.of("gpu", "1"), true), UploadProgress.SILENT);
        assertThat(started(again)).isEqualTo(Map.of("gpu1", List.of(1L)));
        assertThat(gpu1.plans).containsKey(new AttemptKey(Samples.HOME, 1, 2));
    }

    @Test
    void twoNamesOfOneDirectQueueHaveItsSlotsOnce() {
        mums.put("gpu2", gpu1);
        gpu1.slots(3, 0);
        clusters("default_cluster: gpu\n");

        assertThat(started(submit("exp"))).isEqualTo(Map.of("gpu1", List.of(1L, 2L, 3L, 4L, 5L, 6L)));
    }

    @Test
    void aPlaceMayStandFirstOrLastOrBeTheDefault() {
        service.add(Path.of("exp"), 100);

        assertThat(submit("gpu", "1").place().name()).isEqualTo("gpu");
        assertThat(submit("2", "gpu").place().name()).isEqualTo("gpu");
        assertThat(submit("any", "3").place().group()).isTrue();
        assertCode(ExitCode.USAGE, () -> submit("4"));
        clusters("default_cluster: gpu\n");
        assertThat(submit("4").place().members()).containsExactly("gpu1", "gpu2");
        clusters("default_cluster: triton\n");
        assertThat(submit("5").place()).isEqualTo(Place.cluster("triton"));
        assertThat(submit("6", "triton").place()).isEqualTo(Place.cluster("triton"));
    }

    @Test
    void aMisspeltGroupIsRecognised() {
        service.add(Path.of("exp"), 100);

        assertThatThrownBy(() -> submit("gpi", "1")).hasMessageStartingWith("no cluster 'gpi'; did you mean 'gpu'");
    }

    @Test
    void aDryRunOfAGroupOpensNoLinkAndLeavesTheDivisionOpen() {
        service.add(Path.of("exp"), 100);

        var preview = service.preview(SubmitRequest.of(List.of("gpu", "1-2"), false));

        assertThat(preview.place().members()).containsExactly("gpu1", "gpu2");
        assertThat(preview.items())
                .hasSize(2)
                .allMatch(item -> item.action() == SubmitPreview.Action.START)
                .allMatch(item -> item.scripts().isEmpty());
        assertThat(preview.batches()).isEmpty();
        assertThat(opened).isEmpty();
    }
}
