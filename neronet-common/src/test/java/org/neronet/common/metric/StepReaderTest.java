package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new StepReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("iter 100: loss 1.2, time 30ms", "Epoch: [399][50]\tTime 0.657 (0.720)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "Train Epoch: 1 [640/60000 (1%)]\tLoss: 1.425025;; 0.010666666666666666: Loss=1.425025",
                "Train Epoch: 2 [30000/60000 (50%)]      loss=2.2135;; 1.5: loss=2.2135",
                "INFO - 09/03/20 02:40:55 - 8:32:26 - Epoch: [399][50]\tTime 0.657 (0.720)\tData 0.000 (0.040)\tLoss 2.1086 (2.1212)\tLr: 0.0006;; 399: Time=0.657 Time/mean=0.72 Data=0 Data/mean=0.04 Loss=2.1086 Loss/mean=2.1212 Lr=0.0006",
                "Epoch: [0][  10/5000]\tTime  0.5 ( 0.75)\tAcc@1   0.25 (  0.5);; 0.002: Time=0.5 Time/mean=0.75 Acc@1=0.25 Acc@1/mean=0.5",
                "Epoch: [0]  [  10/1000]  eta: 0:32:11  lr: 0.000001  loss: 6.9 (6.95)  time: 1.5 (1.6)  max mem: 8000;; 0.01: lr=0.000001 loss=6.9 loss/mean=6.95 time=1.5 time/mean=1.6 max mem=8000",
                "Train: 0 [  50/1000 (  5%)]  Loss: 6.957 (6.96)  Time: 2.75s (2.5s)  LR: 1.000e-06;; 0.05: Loss=6.957 Loss/mean=6.96 Time=2.75 Time/mean=2.5 LR=0.000001",
                "Test: [   0/78]\tTime 0.5 (0.5)\tLoss 0.75 (0.75);; 0: Test/Time=0.5 Test/Time/mean=0.5 Test/Loss=0.75 Test/Loss/mean=0.75",
                "step:0/3200 val_loss:10.8258 train_time:487ms step_avg:nanms;; 0: val_loss=10.8258 train_time=487 step_avg=NaN",
                "s:9536 tel:3.275959;; 9536: tel=3.275959",
                "s:100 trl:3.5 lr:0.5;; 100: trl=3.5 lr=0.5",
                "iter 100: loss 1.25, time 30.5ms, mfu 1.5%;; 100: loss=1.25 time=30.5 mfu=1.5",
                "step 250: train loss 2.5, val loss 2.6;; 250: train loss=2.5 val loss=2.6",
                "Epoch [1/10], Step [100/400], Loss: 0.5;; 0.25: Loss=0.5",
                "[Epoch 3/200] [Batch 5/10] [D loss: 0.3] [G loss: 0.9];; 2.5: D loss=0.3 G loss=0.9",
                "[1,  2000] loss: 2.173;; 1: loss=2.173",
                "Episode 10\tLast reward: 10.00\tAverage reward: 10.1;; 10: Last reward=10 Average reward=10.1",
                "Epoch: 003, Train Loss: 0.5, AUC: 0.25;; 3: Train Loss=0.5 AUC=0.25",
                "epoch=2 global_step=500 loss=0.5;; 500: loss=0.5",
                "Epoch 1: loss = 0.5\t val loss = 0.25;; 1: loss=0.5 val loss=0.25",
                "[mlp] epoch 003/010 train_loss=0.5 eval_loss=0.25;; 3: train_loss=0.5 eval_loss=0.25",
                "Epoch 5: 12.5s, loss: 0.5, lr: [0.1];; 5: loss=0.5 lr=0.1"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-14 14:31:44 [INFO]   Day 10/73: 2025-12-31, 10, 73",
        "Epoch 3/10, 3, 10",
        "Epoch [3/10] finished in 5.2 s, 3, 10",
        "step:3/3200 loss:1, 3, 3200",
        "step 5 of 10, 5, 10",
        "'Epoch [3/10], Step [150/600], Loss: 0.3', 1350, 6000",
        "Fold 2/5, 2, 5"
    })
    void progressIsHowFarTheStepIs(String line, long done, long total) {
        assertThat(Output.of(line).progress()).hasValue(new Reading.Progress(done, total));
    }

    @Test
    void headingsHoldForTheLinesBelow() {
        assertThat(Output.of("-- Epoch 4\nloss: 0.5\n=== Epoch 5 ===\nloss: 0.4\nStep 7/9\nacc=0.3")
                        .byPlace())
                .isEqualTo("4: loss=0.5; 5: loss=0.4; 7: acc=0.3");
    }

    @Test
    void instructionsAndReportsAreLeft() {
        assertThat(Output.of("Step 1: install numpy 1.2\nStep 2: set timeout: 30\nstep 3\nStep 4: open port: 8080\n"
                                + "Epoch 5: val_loss improved from 0.33 to 0.31, saving model to a.h5\n"
                                + "Epoch 00012: ReduceLROnPlateau reducing learning rate to 0.0001.\n"
                                + "Iteration 3: error 5 occurred\n    step = 1000\ns:3 of them\n[3] done: 4 of 5\n"
                                + "Epochs 5/4 x\nbatch 3\nTest: 3\ntrain 5 models")
                        .samples())
                .isEmpty();
    }

    @Test
    void theSampleOfMetersHasItsLines() {
        var output = Samples.read("swav_train.log");

        assertThat(output.series("Loss")).hasSize(1164);
        assertThat(output.series("Loss/mean")).hasSize(1164);
        assertThat(output.series("Time")).hasSize(1164);
        assertThat(output.series("Data")).hasSize(1164);
        assertThat(output.series("Lr")).hasSize(1164);
        assertThat(output.samples()).hasSize(1164 * 7);
        var last = output.series("Loss").get(1163);
        assertThat(last.step()).isEqualTo(399);
        assertThat(last.value()).isEqualTo(2.1086);
        assertThat(output.series("Loss/mean").get(1163).value()).isEqualTo(2.1212);
    }

    @Test
    void theSampleOfNanogptHasItsSteps() {
        var output = Samples.read("nanogpt_step_colon.txt");

        assertThat(output.readers()).containsExactly("steps");
        assertThat(output.series("train_time")).hasSize(3227);
        assertThat(output.series("val_loss")).hasSize(27);
        assertThat(output.series("train_loss")).hasSize(3200);
        assertThat(output.series("step_avg")).hasSize(3227);
        assertThat(output.series("val_loss").get(26).value()).isEqualTo(3.3151);
        assertThat(output.samples()).hasSize(3 * 3227);
        assertThat(output.progress()).hasValue(new Reading.Progress(3200, 3200));
    }

    @Test
    void theSampleOfPlainLogLinesHasProgressOnly() {
        var output = Samples.read("lgbm.log");

        assertThat(output.samples()).isEmpty();
        assertThat(output.progress()).hasValue(new Reading.Progress(70, 73));
    }

    @Test
    void aLineOfStepsThatIsWrittenOverAndOverIsReadWhileItIs() {
        assertThat(Output.of("\rstep 1 loss 0.5\rstep 2 loss nan\rstep 2 loss 9\rstep 3 loss 0.25")
                        .byPlace())
                .isEqualTo("1: loss=0.5; 2: loss=NaN; 3: loss=0.25");
        var text = new StringBuilder();
        for (int i = 1; i <= 20_000; i++) {
            text.append("\rstep ").append(i).append(" loss ").append(i).append(".5");
        }
        var series = Output.of(text.toString()).series("loss");
        assertThat(series).hasSizeBetween(3_000, 5_000);
        assertThat(series.get(series.size() - 1).value()).isEqualTo(20_000.5);
        assertThat(Output.of("\rEpoch 1 loss 2\rEpoch 1 loss 1\rEpoch 1 loss 0.5\n")
                        .byPlace())
                .as("an epoch is complete at its end")
                .isEqualTo("1: loss=0.5");
    }
}
