package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.history.Labels;
import org.neronet.man.testing.Samples;

class StatusTextTest {
    private final StatusText text = new StatusText(Samples.T0.plusSeconds(70), ZoneOffset.UTC, 200);

    private static StatusReport report(ExperimentReport... experiments) {
        return new StatusReport(List.of(experiments), List.of());
    }

    @Test
    void aTableUnderItsCounts() {
        var finished = Samples.ended(1, "triton", AttemptState.FINISHED, "exit 0");
        var warned = Samples.after(
                2,
                "triton",
                Samples.submitted(2),
                Samples.started(2),
                new Event.Warned(Samples.key(2), Samples.T0, "slow"));

        assertThat(text.lines(
                        report(
                                Samples.report(finished, Samples.metric("val_loss", 0.25, 0.2, 0.9)),
                                Samples.report(warned, Samples.metric("val_loss", Double.NaN, 0.2, 0.9)),
                                Samples.report(Samples.after(3, "gpu1")),
                                Samples.report(Samples.defined(4))),
                        false))
                .containsExactly(
                        "4 experiments: 2 defined, 1 running, 1 finished",
                        "ID  NAME   STATE     CLUSTER  NODE   TIME  val_loss  REASON",
                        " 1  run-1  finished  triton   node1  0:07      0.25  exit 0",
                        " 2  run-2  running   triton   node1  1:05       NaN  1 warning",
                        " 3  run-3  defined   gpu1                            not confirmed by gpu1",
                        " 4  run-4  defined");
    }

    @Test
    void whatWaitsTellsWhyAndHowLong() {
        var queued = new Event.Queued(Samples.key(1), Samples.T0, Optional.of("7_1"));
        var today = waiting(queued, waits("Priority: others first", Samples.T0.plusSeconds(900)));
        var later = waiting(queued, waits("", Samples.T0.plusSeconds(86_400)));
        var held = waiting(queued, new Event.HoldAsked(Samples.key(1), Samples.T0));

        assertThat(today).endsWith("  Priority: others first; expected to start 12:15");
        assertThat(later).endsWith("  expected to start 2026-11-23 12:00");
        assertThat(held).endsWith("  held");
    }

    private String waiting(Event queued, Event event) {
        var row = Samples.after(1, "triton", Samples.submitted(1), queued, event);
        return text.lines(report(Samples.report(row)), false).get(2);
    }

    private static Event waits(String reason, Instant expected) {
        return new Event.Waits(Samples.key(1), Samples.T0, reason, Optional.of(expected));
    }

    @Test
    void whatRunsTellsHowFarItIs() {
        var row = Samples.after(
                1,
                "triton",
                Samples.submitted(1),
                Samples.started(1),
                new Event.Progress(Samples.key(1), Samples.T0, 30, 120));
        var ended = Samples.after(
                2,
                "triton",
                Samples.submitted(2),
                Samples.started(2),
                new Event.Progress(Samples.key(2), Samples.T0, 120, 120),
                Samples.end(2, AttemptState.FINISHED, "exit 0"));

        assertThat(text.lines(report(Samples.report(row), Samples.report(ended)), false))
                .containsExactly(
                        "2 experiments: 1 running, 1 finished",
                        "ID  NAME   STATE     CLUSTER  NODE   TIME            DONE  REASON",
                        " 1  run-1  running   triton   node1  1:05  25%, 3:15 left",
                        " 2  run-2  finished  triton   node1  0:07                  exit 0");
    }

    @Test
    void starsAndTagsStandBehindTheName() {
        var row = Samples.defined(1);
        var labelled = new ExperimentRow(
                1,
                row.experiment(),
                row.definedAt(),
                row.latest(),
                row.supersededBy(),
                new Labels(true, List.of("best", "failed")));

        assertThat(text.lines(report(Samples.report(labelled), Samples.report(Samples.defined(2))), false))
                .containsExactly(
                        "2 experiments: 2 defined",
                        "ID  NAME                   STATE",
                        " 1  run-1 * #best #failed  defined",
                        " 2  run-2                  defined");
    }

    @Test
    void anUnreachableClusterIsNamedWithTheAgeOfWhatIsKnown() {
        var down = new ClusterReport(
                "triton",
                "slurm",
                Optional.of(false),
                Optional.of(Samples.T0),
                Optional.empty(),
                Optional.empty(),
                Optional.of("connection refused"));
        var fine = new ClusterReport(
                "local",
                "direct",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(text.lines(
                        new StatusReport(List.of(Samples.report(Samples.running(1, "triton"))), List.of(down, fine)),
                        false))
                .last()
                .isEqualTo(
                        "triton: unreachable since 2026-11-22 12:00, shown is what was known then: connection refused");
    }

    @Test
    void manyAreFoldedToTheLiveAndTheNewestOthers() {
        var many = new ArrayList<ExperimentReport>();
        Stream.concat(
                        LongStream.rangeClosed(1, 40).mapToObj(i -> Samples.running(i, "triton")),
                        LongStream.rangeClosed(41, 140).mapToObj(Samples::defined))
                .forEach(row -> many.add(Samples.report(row)));
        var report = new StatusReport(many, List.of());

        assertThat(text.lines(report, false))
                .hasSize(63)
                .last()
                .isEqualTo("... and 80 more; neroman status --all shows them");
        assertThat(text.lines(report, true)).hasSize(142);
    }

    @Test
    void nothingDefinedSaysWhatToType() {
        assertThat(text.lines(report(), false)).containsExactly("no experiments yet; define some: neroman add FOLDER");
    }

    @Test
    void whatHasChangedInTheFolderIsSaid() {
        var report = new StatusReport(
                List.of(
                        Samples.report(Samples.ended(1, "triton", AttemptState.FINISHED, "exit 0")),
                        Samples.report(Samples.ended(2, "triton", AttemptState.FINISHED, "exit 0")),
                        Samples.report(Samples.defined(3)),
                        Samples.report(Samples.defined(4))),
                List.of(),
                Map.of(1L, true, 2L, true, 3L, true, 4L, false));

        assertThat(text.lines(report, true))
                .contains(
                        "changed since submitted: the files of 1-2; what ran is kept: neroman diff 1",
                        "changed since defined: the files of 3; neroman add takes them in, submit sends them as they are"
                                + " then");
    }
}
