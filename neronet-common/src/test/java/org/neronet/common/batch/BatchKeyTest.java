package org.neronet.common.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neronet.common.experiment.Resources;

class BatchKeyTest {
    private static final BatchKey USUAL = BatchKey.of(Plans.of("true"));

    @Test
    void commandAndEnvironmentDoNotMatter() {
        assertThat(BatchKey.of(Plans.of("false", "x"))).isEqualTo(USUAL);
        assertThat(BatchKey.of(Plans.with(Map.of("A", "b")))).isEqualTo(USUAL);
    }

    @Test
    void needsWordsAndSetupTellBatchesApart() {
        var long1 = new Resources(1, 0, Optional.empty(), Optional.of(Duration.ofHours(1)));

        assertThat(BatchKey.of(Plans.with(long1))).isNotEqualTo(USUAL);
        assertThat(BatchKey.of(Plans.with(Resources.DEFAULT, "-p", "gpu"))).isNotEqualTo(USUAL);
        assertThat(BatchKey.of(Plans.with(Map.of(), "module load x"))).isNotEqualTo(USUAL);
    }

    @Test
    void warningsTellBatchesApart() {
        var five = Plans.watched(Plans.of("true"), "{\"before_time_limit\": \"5m\"}");
        var six = Plans.watched(Plans.of("true"), "{\"before_time_limit\": \"6m\"}");

        assertThat(BatchKey.of(five)).isNotEqualTo(USUAL).isNotEqualTo(BatchKey.of(six));
        assertThat(BatchKey.of(five))
                .isEqualTo(BatchKey.of(Plans.watched(Plans.of("x"), "{\"before_time_limit\": \"300s\"}")));
        assertThat(BatchKey.of(Plans.watched(Plans.of("x"), "{\"stop\": [\"nan\"]}")))
                .isEqualTo(USUAL);
    }
}
