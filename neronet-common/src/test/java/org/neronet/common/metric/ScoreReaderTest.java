package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new ScoreReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("Test accuracy: 98.2%");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "Test accuracy: 98.2%;; 0: Test accuracy=98.2",
                "loss: 0.5 (0.75);; 0: loss=0.5 loss/mean=0.75",
                "mean reward: 470.25 +/- 12.5;; 0: mean reward=470.25",
                "Accuracy: 0.95 ± 0.01, F1 = 0.5 ± 0.1;; 0: Accuracy=0.95 F1=0.5",
                "12:00:00 Val acc: 97.5%\\n12:00:01 Val acc: 98%;; 0: Val acc=97.5; 1: Val acc=98"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void otherPercentagesAreLeft() {
        assertThat(Output.of(
                                "CPU usage: 45%\nerror 404 (not found)\nloss: 3 (of 5)\nloss: 0.5 and more (0.5)\nBattery: 12%")
                        .samples())
                .isEmpty();
    }
}
