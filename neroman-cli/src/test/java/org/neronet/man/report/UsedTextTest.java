package org.neronet.man.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.neronet.man.history.MetricSummary;
import org.neronet.man.testing.Samples;

class UsedTextTest {
    @Test
    void theMostOfEverythingIsTold() {
        assertThat(used(
                        Samples.metric("resources/cpu", 1, 0.5, 1.9),
                        Samples.metric("resources/rss_bytes", 1, 1, 3.2e9),
                        Samples.metric("resources/gpu_percent", 1, 1, 97),
                        Samples.metric("resources/gpu_bytes", 1, 1, 1e9),
                        Samples.metric("resources/read_bytes", 1, 1, 5e6),
                        Samples.metric("resources/write_bytes", 1, 1, 2000)))
                .isEqualTo("at most 1.9 cores, 3.2 GB of memory, 97 % of the GPUs, 1.0 GB of their memory;"
                        + " read 5.0 MB, wrote 2.0 kB");
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        assertThat(used(Samples.metric("loss", 1, 1, 1))).isEmpty();
        assertThat(used(Samples.metric("resources/read_bytes", 1, 1, 5e6))).isEqualTo("read 5.0 MB");
        assertThat(used(Samples.metric("resources/cpu", 1, 1, 2))).isEqualTo("at most 2 cores");
    }

    private static String used(MetricSummary... metrics) {
        return UsedText.of(Samples.report(Samples.running(1, "triton"), metrics));
    }
}
