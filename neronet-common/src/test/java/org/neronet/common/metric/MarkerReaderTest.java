package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new MarkerReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("::neronet loss=0.3 step=12", "::neronet {\"loss\":0.3,\"epoch\":2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "::neronet loss=0.3 step=12;; 12: loss=0.3",
                "::neronet loss=nan epoch=2.5 step=7;; 7: loss=NaN",
                "::neronet seed=3;; 0: seed=3",
                "10%|# | ::neronet a/b=1e-3 epoch=1;; 1: a/b=0.001",
                "::neronet {\"loss\": 0.3, \"step\": 12, \"time\": 99, \"total\": 20};; 12: loss=0.3",
                "::neronet loss=0.3 note=fine;; 0: loss=0.3"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void progressIsToldInTwoWays() {
        assertThat(Output.of("::neronet progress=3/10").progress()).hasValue(new Reading.Progress(3, 10));
        assertThat(Output.of("::neronet step=4 total=8").progress()).hasValue(new Reading.Progress(4, 8));
        assertThat(Output.of("::neronet progress=11/10 step=9 total=8").progress())
                .isEmpty();
    }

    @Test
    void sourceCodeThatPrintsMarkersIsLeft() {
        assertThat(Output.of(
                                "print('::neronet loss=0.3 step=12')\nprint(f\"::neronet loss={loss}\")\n::neronet \n::neronet {\"a\"")
                        .samples())
                .isEmpty();
    }
}
