package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PytorchReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new PytorchReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("Test set: Average loss: 0.0468, Accuracy: 9842/10000 (98%)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "Test set: Average loss: 0.0468, Accuracy: 9842/10000 (98%);; 0: Test set/Average loss=0.0468 Test set/Accuracy=0.9842",
                "Validation: loss=0.5, acc=98.5%;; 0: Validation/loss=0.5 Validation/acc=98.5",
                "Test: Loss 0.5 | F1 0.25;; 0: Test/Loss=0.5 Test/F1=0.25",
                "[2024-01-01 10:00:00,123][train][INFO] - Val: loss: 0.5, acc: 0.25;; 0: Val/loss=0.5 Val/acc=0.25"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void resultsOfAnEpochAreAtItsEnd() {
        assertThat(Output.of(
                                "Train Epoch: 1 [30000/60000 (50%)]\tLoss: 0.5\nTrain Epoch: 1 [45000/60000 (75%)]\tloss=0.25\n"
                                        + "\nTest set: Average loss: 0.2, Accuracy: 9500/10000 (95%)\n")
                        .byPlace())
                .isEqualTo("0.5: Loss=0.5; 0.75: loss=0.25; 1: Test set/Average loss=0.2 Test set/Accuracy=0.95");
    }

    @Test
    void listsOfTestsAreLeft() {
        assertThat(Output.of(
                                "Test: 5 passed, 2 failed\nTest set: 10000 samples\nValidation: port=80\nTest: see /a/b.txt")
                        .samples())
                .isEmpty();
    }
}
