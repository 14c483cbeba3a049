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
                "  0 Nonlinear |R| = 1.5e+00\\n  1 Nonlinear |R| = 5.0e-01;; 0: Nonlinear |R|=1.5; 1: Nonlinear |R|=0.5",
                "     1 OT DIIS     0.15E+00    2.2     0.125        -6.75 -6.75E+00\\n     2 OT DIIS     0.15E+00    2.2     0.0625        -7.25 -5.0E-01;; 0: scf/Convergence=0.125 scf/Total energy=-6.75 scf/Change=-6.75; 1: scf/Convergence=0.0625 scf/Total energy=-7.25 scf/Change=-0.5",
                " ENERGY| Total FORCE_EVAL ( QS ) energy (a.u.):              -17.25;; 0: Total FORCE_EVAL ( QS ) energy=-17.25",
                " MD| Temperature [K]            300.5;; 0: Temperature [K]=300.5",
                " ETOT  1  -8.75    -8.5E+00 1.25E-02 8.5E+00;; 0: scf/Etot=-8.75 scf/deltaE=-8.5 scf/residm=0.0125 scf/vres2=8.5",
                "   scf:    1     -465.5     -464.5     -464.25  1.5 -4.25  4.5;; 0: scf/Eharris=-465.5 scf/E_KS=-464.5 scf/FreeEng=-464.25 scf/dDmax=1.5 scf/Ef=-4.25 scf/dHmax=4.5",
                " d= 0,ls=0.0,diis     1    -75.5 -8.5D+01  3.5D-02  3.75D-01     0.2;; 0: scf/energy=-75.5 scf/deltaE=-85 scf/RMS-Dens=0.035 scf/Diis-err=0.375",
                "Newton iteration 0: r (abs) = 1.5e+00 (tol = 1.0e-10) r (rel) = 1.0e+00 (tol = 1.0e-09);; 0: r (abs)=1.5 r (rel)=1",
                "Timing for main: time 2020-01-01_00:00:30 on domain   1:    1.50000 elapsed seconds;; 0: elapsed/domain 1=1.5",
                " samples/sec: 12.5 | iteration      100/  320000 | learning rate: 1.5E-04 | lm_loss: 9.5E+00 |;; 100: learning rate=0.00015 lm_loss=9.5",
                "[I 2024-01-01 10:00:00,000] Trial 4 finished with value: 0.5 and parameters: {'x': 1.5}. Best is trial 0 with value: 0.25.;; 4: value=0.5",
                "Validation Results - Epoch: 2  Avg accuracy: 0.75 Avg loss: 0.5;; 2: Validation/Avg accuracy=0.75 Validation/Avg loss=0.5",
                "INFO:tensorflow:Saving dict for global step 100: accuracy = 0.75, global_step = 100, loss = 0.5;; 100: eval/accuracy=0.75 eval/loss=0.5",
                " Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.375;; 0: Precision (AP) @[ IoU=0.50 | area= all | maxDets=100 ]=0.375",
                "| end of epoch   1 | time: 40.50s | valid loss  6.25 | valid ppl   518.5;; 1: time=40.5 valid loss=6.25 valid ppl=518.5",
                "| End of training | test loss  5.25 | test ppl   190.5;; 0: test loss=5.25 test ppl=190.5",
                "Loss at step 020: 0.5;; 20: Loss=0.5",
                "10 [D loss: 0.5, acc.: 50.00%] [G loss: 1.5];; 10: D loss=0.5 G loss=1.5",
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
