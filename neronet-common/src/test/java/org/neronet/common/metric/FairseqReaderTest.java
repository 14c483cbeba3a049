package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairseqReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new FairseqReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("| epoch 001 | loss 9.5 | num_updates 362");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "2020-05-08 16:21:35 | INFO | train | epoch 001 | loss 9.5 | ppl 700 | wps 3000.5 | num_updates 362 | lr 0.0005;; 362: train/loss=9.5 train/ppl=700 train/wps=3000.5 train/lr=0.0005",
                "2020-05-08 16:21:35 | INFO | valid | epoch 370 | valid on 'valid' subset | loss 3.819 | ppl 14.12 | num_updates 232011 | best_loss 3.765;; 232011: valid/loss=3.819 valid/ppl=14.12 valid/best_loss=3.765",
                "2020-05-08 16:20:35 | INFO | train_inner | epoch 002:    100 / 400 loss=12.5, nll_loss=12.25, num_updates=500;; 500: train_inner/loss=12.5 train_inner/nll_loss=12.25",
                "| epoch 003:    100 / 400 loss=12.5, ppl=200;; 2.25: loss=12.5 ppl=200",
                "| epoch 001 | loss 9.5 | ppl 700.25;; 1: loss=9.5 ppl=700.25",
                "| valid | epoch 002 | valid on 'dev' subset | loss nan;; 2: dev/loss=NaN"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void tablesInProseAreLeft() {
        assertThat(Output.of("| model | epoch | loss |\n| a | epoch x | 3 |\n| base | epoch 12 | best one |")
                        .samples())
                .isEmpty();
    }
}
