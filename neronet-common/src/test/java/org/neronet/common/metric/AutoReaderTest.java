package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.event.MetricSample;

class AutoReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new AutoReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("loss 0.3", "loss=0.2 acc=0.9", "Test loss: 0.59", "epoch: 3, loss: 0.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "loss 0.32; loss@0=0.32",
                "val_loss 1e-3; val_loss@0=0.001",
                "score 13; score@0=13.0",
                "loss=0.3 acc=0.9; loss@0=0.3 acc@0=0.9",
                "loss=0.3,acc=0.9; loss@0=0.3 acc@0=0.9",
                "loss: 0.3 - acc: 0.9 - val_loss: 0.4; loss@0=0.3 acc@0=0.9 val_loss@0=0.4",
                "loss: 0.3 | acc: 0.9; loss@0=0.3 acc@0=0.9",
                "loss:0.3 acc:0.9; loss@0=0.3 acc@0=0.9",
                "loss:      0.3; loss@0=0.3",
                "Test loss: 0.59; Test loss@0=0.59",
                "best validation loss: 0.59; best validation loss@0=0.59",
                "train loss: 0.5, val loss: 0.4; train loss@0=0.5 val loss@0=0.4",
                "metrics/mAP_0.5=0.9 top@5=1 acc%=98; metrics/mAP_0.5@0=0.9 top@5@0=1.0 acc%@0=98.0",
                "a.b-loss/d_e: -.5; a.b-loss/d_e@0=-0.5",
                "loss: nan acc: +Inf low: -infinity; loss@0=NaN acc@0=Infinity low@0=-Infinity",
                "epoch: 3, loss: 0.5; loss@3=0.5",
                "loss=0.5 epoch=2.5; loss@2.5=0.5",
                "epoch 370 | loss 3.8 | ppl 14.12; loss@370=3.8 ppl@370=14.12",
                "Epoch 3 loss=0.5 acc=0.6; loss@3=0.5 acc@3=0.6",
                "iter 100: loss 1.2, time 30; loss@100=1.2 time@100=30.0",
                "Iteration 1, loss = 0.52; loss@1=0.52",
                "Epoch 3/10 - loss: 0.5; loss@3=0.5",
                "Step: 100 | Loss: 0.5; Loss@100=0.5",
                "global_step=7 epoch=1 loss=2; loss@7=2.0",
                "MAE=11.97; MAE@0=11.97",
            })
    void linesOfMetricsAreRead(String line, String expected) {
        assertThat(read(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss: 0.5 (0.6)",
                "loss: 0.5,",
                "loss=0.3ms",
                "Accuracy: 98%",
                "step:3200/3200 val_loss:3.3151 train_time:462573ms step_avg:145.01ms",
                "step_avg:nanms",
                "2026-03-14 14:31:43,352 [INFO]   Quantile crossings: 0",
                "INFO:root:loss=0.5",
                "INFO loss=0.5",
                "12:30:05 loss=0.5",
                "[1] loss: 0.5",
                "main.py:12",
                "localhost:8080",
                "src/train.py: 5 errors",
                "http://host:80",
                "/usr/lib: 5",
                "--lr=0.1",
                "\"lr\": 0.1",
                "x = 5;",
                "x: int = 5",
                "a == 3",
                "f(x=1)",
                "lr=0.1,wd",
                "loss:",
                "loss: .",
                "loss: e5",
                "loss: 1,23",
                "loss: 1_000",
                "loss: 0x10",
                "ETA: 00:12",
                "date: 2026-03-14",
                "version: 1.2.3",
                "page 3",
                "took 5",
                "return 0",
                "exit 1",
                "Fold 2",
                "trial 7",
                "step 5 of 10",
                "1 by 1 by 1 MPI processor grid",
                "units           lj",
                "thermo          10",
                "Number of samples: 500",
                "a b c d: 5",
                "seed: 42",
                "batch_size: 32",
                "OMP_NUM_THREADS=4",
                "num_vocab = 50304",
                "No. 5",
                "nan: 5",
                "epoch: nan",
                "Epoch 3",
                "step: 5",
            })
    void everythingElseIsLeft(String line) {
        assertThat(read(line)).isEmpty();
    }

    @Test
    void aStepAloneHoldsForTheLinesBelow() {
        assertThat(read("step: 12\nloss: 0.1\nacc: 0.2\nEpoch 3/10\nloss: 0.3"))
                .isEqualTo("loss@12=0.1 acc@12=0.2 loss@3=0.3");
    }

    @Test
    void withoutAStepEachMetricIsCounted() {
        assertThat(read("loss 3\nacc 1\nloss 2\nloss 1")).isEqualTo("loss@0=3.0 acc@0=1.0 loss@1=2.0 loss@2=1.0");
    }

    @Test
    void anAssignmentCountsWhenItComesAgain() {
        assertThat(read("loss = 0.5\nother = 1\nloss = 0.4\nloss = 0.4")).isEqualTo("loss@0=0.5 loss@1=0.4 loss@2=0.4");
    }

    @Test
    void aSettingPrintedTwiceIsNoMetric() {
        assertThat(read("lr = 0.1\nseed: 3\nlr = 0.1\nseed: 3")).isEmpty();
    }

    @Test
    void somethingPrintedThreeTimesIsAMetric() {
        assertThat(read("errors = 0\nerrors = 0\nerrors = 0")).isEqualTo("errors@0=0.0 errors@1=0.0 errors@2=0.0");
    }

    @Test
    void slightlyIndentedLinesCountWhenTheyComeAgain() {
        assertThat(read("  loss: 0.5\n  loss: 0.4")).isEqualTo("loss@0=0.5 loss@1=0.4");
        assertThat(read("      width: 0.5\n      width: 0.4\n      width: 0.3")).isEmpty();
        assertThat(read("      loss: 0.5\n      loss: 0.4")).isEqualTo("loss@0=0.5 loss@1=0.4");
    }

    @Test
    void listingsOfSettingsAreLeft() {
        assertThat(read("layer {\n  lr_mult: 1\n}\nlayer {\n  lr_mult: 2\n  param {\n\n  lr_mult: 3\n  }\n}"))
                .isEmpty();
        assertThat(read("config = {\n  a: 1\n}\n  a: 2\n  a: 3")).isEqualTo("a@0=2.0 a@1=3.0");
    }

    @Test
    void sourceCodeIsLeft() {
        assertThat(read("import os\nclass C:\n    lr : float = 0.1\n    steps = 5\nx = 0\n    x = 0\nfor i in y:\n"
                        + "    step = 1000\nval_loss: 0.5"))
                .isEqualTo("val_loss@0=0.5");
    }

    @Test
    void headingsOfAKnownMetricAreValues() {
        assertThat(read("Reward 0.5\nReward 1\nFold 1\nFold 2")).isEqualTo("Reward@0=0.5 Reward@1=1.0");
    }

    @Test
    void declaredNamesAreTakenAtFirstSightAndNoOthers() {
        assertThat(read("lr = 0.1\nloss 3\n        eps = 1\nFold 2\nepoch 4", List.of("lr", "eps", "Fold", "epoch")))
                .isEqualTo("lr@0=0.1 eps@0=1.0 Fold@0=2.0 epoch@4=4.0");
    }

    @Test
    void namesAndNumbersHaveALimit() {
        assertThat(read("loss_" + "a".repeat(196) + " 1\nloss_" + "b".repeat(195) + ": 1.5"))
                .isEqualTo("loss_" + "b".repeat(195) + "@0=1.5");
        assertThat(read("loss " + "1".repeat(65))).isEmpty();
        assertThat(read("a=1 ".repeat(1001))).isEmpty();
    }

    private static String read(String text) {
        return read(text, List.of());
    }

    private static String read(String text, List<String> declared) {
        var reader = new OutputReader(declared, List.of(new AutoReader()));
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var samples = new ArrayList<>(reader.feed(bytes, bytes.length));
        samples.addAll(reader.finish());
        return String.join(" ", samples.stream().map(AutoReaderTest::text).toList());
    }

    private static String text(MetricSample sample) {
        var step = String.valueOf(sample.step());
        return sample.name() + "@" + (step.endsWith(".0") ? step.substring(0, step.length() - 2) : step) + "="
                + sample.value();
    }
}
