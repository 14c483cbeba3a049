package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTableReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new ColumnTableReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("epoch     train_loss  time", "0         0.52        00:12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "epoch     train_loss  valid_loss  accuracy  time    \\n0         0.5         0.25        0.75      00:12   \\n1         0.4         0.2         0.8       00:12   ;; 0: train_loss=0.5 valid_loss=0.25 accuracy=0.75; 1: train_loss=0.4 valid_loss=0.2 accuracy=0.8",
                "|  Epoch  |  Iteration  |  Time Elapsed  |  Mini-batch  |\\n|         |             |   (hh:mm:ss)   |     Loss     |\\n|==========|\\n|  1 |  50 |  00:00:11 |  0.5 |\\n|  1 |  100 |  00:00:21 |  25.5% |\\n|==========|;; 50: Mini-batch Loss=0.5; 100: Mini-batch Loss=25.5",
                "+-------+------+\\n| epoch | loss |\\n+-------+------+\\n|   1   | 0.5  |\\n|   2   | 0.25 |\\n+-------+------+;; 1: loss=0.5; 2: loss=0.25",
                "  iter  continuity     time/iter\\n     1  1.5e-03  0:01:02   99;; 1: continuity=0.0015",
                "|  Inner_Iter|      rms[Rho]|\\n|           0|     -1.5|;; 0: rms[Rho]=-1.5",
                "ITER       Energy      [F,P]\\n               ***  Starting  ***\\n  0    -75.5   0.125;; 0: Energy=-75.5 [F,P]=0.125",
                "iter      residual\\n   1   1.25D-01;; 1: residual=0.125",
                "E    #       LOSS TOK2VEC  LOSS NER  SCORE \\n---  ------  ------------  --------  ------\\n  0       0          0.00     45.08    0.50;; 0: LOSS TOK2VEC=0 LOSS NER=45.08 SCORE=0.5",
                "  epoch    train_loss    valid_acc     dur\\n-------  ------------  -----------  ------\\n      1        0.6905       0.6150  0.0201;; 1: train_loss=0.6905 valid_acc=0.615 dur=0.0201",
                "      Iter       Train Loss   Remaining Time \\n         1           1.2613            0.50s\\n         2           1.1715            0.48s;; 1: Train Loss=1.2613; 2: Train Loss=1.1715",
                "gen\tnevals\tavg\\n0  \t300   \t49.5\\n1  \t190   \t54.25;; 0: nevals=300 avg=49.5; 1: nevals=190 avg=54.25"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void aTableEndsWithItsRows() {
        assertThat(Output.of("epoch  loss\n1  0.5\nprose\n2  0.4\n\nepoch  loss\n1  2  3\n4  5")
                        .samples())
                .hasSize(1);
        assertThat(Output.of("step  by step\n5  6 7\nepoch: 1  loss: x\n1 2\nEpoch  the {first}\n1 2")
                        .samples())
                .isEmpty();
    }
}
