package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.AttemptState;
import org.neronet.man.history.ExperimentRow;
import org.neronet.man.testing.Samples;

class MonitorLinesTest {
    private final MonitorLines monitor = new MonitorLines();

    private List<String> news(ExperimentRow... rows) {
        var experiments = List.of(rows).stream()
                .map(row -> Samples.report(row, Samples.metric("val_loss", 0.25, 0.125, 0.9)))
                .toList();
        return monitor.news(new StatusReport(experiments, List.of()), Samples.T0);
    }

    @Test
    void eachEndHasALineAndTheSummaryFollowsWhenItChanged() {
        assertThat(news(Samples.running(1, "t"), Samples.running(2, "t"), Samples.defined(3)))
                .containsExactly("0/3 finished, 1 defined, 2 running; val_loss best 0.125 (#1)");
        assertThat(news(Samples.running(1, "t"), Samples.running(2, "t"), Samples.defined(3)))
                .isEmpty();

        assertThat(news(
                        Samples.ended(1, "t", AttemptState.FINISHED, "exit 0"),
                        Samples.ended(2, "t", AttemptState.FAILED, "exit 3\u001b"),
                        Samples.defined(3)))
                .containsExactly(
                        "#1 lang/run-1 finished after 0:07  val_loss 0.25",
                        "#2 lang/run-2 failed: exit 3\\x1b after 0:07  val_loss 0.25",
                        "1/3 finished, 1 defined, 1 failed; val_loss best 0.125 (#1)");
    }

    @Test
    void whatHadEndedBeforeIsNoNews() {
        assertThat(news(Samples.ended(1, "t", AttemptState.FINISHED, "exit 0")))
                .containsExactly("1/1 finished; val_loss best 0.125 (#1)");
    }

    @Test
    void whatWasBegunJustNowIsNewsHoweverSoonItEnds() {
        var report = Samples.report(Samples.ended(1, "t", AttemptState.FAILED, "exit 3"));

        assertThat(new MonitorLines(Set.of(1L)).news(new StatusReport(List.of(report), List.of()), Samples.T0))
                .containsExactly("#1 lang/run-1 failed: exit 3 after 0:07", "0/1 finished, 1 failed");
    }
}
