package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.man.history.MetricSummary;
import org.neronet.man.testing.Samples;

class MainMetricsTest {
    private static ExperimentReport with(long id, MetricSummary... metrics) {
        return Samples.report(Samples.running(id, "triton"), metrics);
    }

    @Test
    void theLowestLossIsBest() {
        var best = MainMetrics.best(List.of(
                with(1, Samples.metric("val_loss", 0.5, 0.4, 0.9)),
                with(2, Samples.metric("val_loss", 0.6, 0.2, 0.9))));

        assertThat(best).contains(new MainMetrics.Best("val_loss", 0.2, 2));
    }

    @Test
    void theHighestAccuracyIsBest() {
        var best = MainMetrics.best(List.of(
                with(1, Samples.metric("val_acc", 0.5, 0.4, 0.9)), with(2, Samples.metric("val_acc", 0.6, 0.2, 0.8))));

        assertThat(best).contains(new MainMetrics.Best("val_acc", 0.9, 1));
    }

    @Test
    void namesTellWhatIsBetter() {
        assertThat(List.of("accuracy", "test/F1", "val_auc", "acc")).allMatch(MainMetrics::isHigherBetter);
        assertThat(List.of("loss", "energy", "accrued_error", "mapping_error")).noneMatch(MainMetrics::isHigherBetter);
    }

    @Test
    void withoutNumbersThereIsNoBest() {
        var nan = new MetricSummary("loss", Double.NaN, Optional.empty(), Optional.empty(), 0, 1);

        assertThat(MainMetrics.best(List.of(with(1, nan)))).isEmpty();
        assertThat(MainMetrics.best(List.of())).isEmpty();
    }

    @Test
    void whatAProgramUsedIsNoMainMetric() {
        var each = with(1, Samples.metric("resources/cpu", 1, 1, 1), Samples.metric("loss", 1, 1, 1));

        assertThat(MainMetrics.of(List.of(each), 3)).containsExactly("loss");
    }

    @Test
    void withoutDeclaredOnesTheFirstSeenAreMain() {
        var each = with(1, Samples.metric("b", 1, 1, 1), Samples.metric("a", 1, 1, 1), Samples.metric("c", 1, 1, 1));

        assertThat(MainMetrics.of(List.of(each), 2)).containsExactly("b", "a");
    }
}
