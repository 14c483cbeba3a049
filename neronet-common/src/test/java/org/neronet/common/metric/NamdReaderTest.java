package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamdReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new NamdReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("ETITLE:      TS           BOND", "ENERGY:       0      1651.1803");
    }

    @Test
    void energiesHaveTheNamesOfTheLastTitle() {
        assertThat(SampleText.read(reader(), """
                Info: TIMESTEP               2
                ENERGY:       0      1.5
                ETITLE:      TS           BOND           TOTAL
                ENERGY:       0      1.5      -2.5
                PRESSURE: 0 1 2 3 4 5 6 7 8 9
                TIMING: 500  CPU: 5, 0.01/step  Wall: 5, 0.01/step, 0.1 hours remaining
                ENERGY:     500      nan      99999999.9999
                ETITLE:      TS           TEMP
                ENERGY:    1000      300
                """))
                .isEqualTo("TS@0=0.0 BOND@0=1.5 TOTAL@0=-2.5 TS@500=500.0 BOND@500=NaN TOTAL@500=9.99999999999E7"
                        + " TS@1000=1000.0 TEMP@1000=300.0");
    }

    @Test
    void aRowThatDoesNotFitSaysNothing() {
        assertThat(SampleText.read(reader(), "ETITLE: TS BOND TOTAL\nENERGY: 0 1.5-1234567.5\nENERGY: 1 ****** 2\n"))
                .isEqualTo("TS@1=1.0 TOTAL@1=2.0");
        assertThat(SampleText.read(reader(), "ETITLE: BOND TS\nENERGY: 0 1\nETITLE: TS 5\nENERGY: 0 1\n"))
                .isEmpty();
    }

    @Test
    void theSampleIsRead() throws IOException {
        var summary = SampleText.summary(SampleText.sample("namd_minimal.log"));

        assertThat(summary).hasSize(20).allMatch(line -> line.startsWith("namd ") && line.contains(" 5 @10000.0="));
        assertThat(summary)
                .contains(
                        "namd TS 5 @10000.0=10000.0",
                        "namd TOTAL 5 @10000.0=-150136.1524",
                        "namd TEMP 5 @10000.0=299.8304",
                        "namd PRESSURE 5 @10000.0=310.581");
    }
}
