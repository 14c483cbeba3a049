package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new PhraseReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(" validation loss at iteration 100 | lm loss value: 9.5E+00 | lm loss PPL: 1.3E+04 |");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "validation loss at iteration 100 | lm loss value: 9.5E+00 | lm loss PPL: 1.3E+04 |;; 100: validation/lm loss value=9.5 validation/lm loss PPL=13000",
                "test loss at the end of training for test data | lm loss value: 9.5 |;; 0: test/lm loss value=9.5",
                "100: 2.5, 3.5 avg loss, 0.001 rate, 5.5 seconds, 6400 images;; 100: loss=2.5 avg loss=3.5 rate=0.001",
                "  0 KSP Residual norm 1.0e+00\\n  1 KSP Residual norm 5.0e-01;; 0: KSP Residual norm=1; 1: KSP Residual norm=0.5",
                "    2 SNES Function norm 2.5e-01;; 0: SNES Function norm=0.25",
                "train_opt_callback: iter=    10 sample=11/100 sched=0.125 loss=3.5 dt=00:00:10 eta=00:10:00 |->;; 10: sched=0.125 loss=3.5",
                "[2023-01-01 10:00:00,000] [INFO] [timer.py:198:stop] epoch=0/micro_step=10/global_step=5, RunningAvgSamplesPerSec=12.5, MemAllocated=1.5GB;; 5: RunningAvgSamplesPerSec=12.5 MemAllocated=1.5",
                "Progress:  50.0% words/sec/thread:   12345 lr:  0.025 avg.loss:  1.25 ETA:   0h 1m 2s;; 0: words/sec/thread=12345 lr=0.025 avg.loss=1.25",
                "[2020-01-01 10:00:00] Ep. 1 : Up. 500 : Sen. 12,345 : Cost 7.5 * 1,234 @ 1,234 after 5,000 : Time 30.50s : 1234.5 words/s : gNorm 1.5 : L.r. 1.0e-04;; 500: Cost=7.5 words/s=1234.5 gNorm=1.5 L.r.=0.0001",
                "[2020-01-01 10:00:00] [valid] Ep. 1 : Up. 1000 : cross-entropy : 50.5 : new best;; 1000: valid/cross-entropy=50.5",
                "LOG (nnet3-train[5.5]:Print():nnet-training.cc:282) Average objective function for 'output' for minibatches 0-99 is -1.5 over 5000 frames.;; 99: objective=-1.5",
                "%WER 12.5 [ 100 / 800, 10 ins, 20 del, 70 sub ] exp/tri/wer_12;; 0: WER=12.5"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void otherLinesAreLeft() {
        assertThat(Output.of("12: 5, 6 apples, 7 rate,\n0 KSP Object: 1 MPI process\n1 KSP none\nProgress: 50% done\n"
                                + "validation loss at its best\nEp. 1\nepoch=none\n%WER\nLOG (nnet is over")
                        .samples())
                .isEmpty();
    }
}
