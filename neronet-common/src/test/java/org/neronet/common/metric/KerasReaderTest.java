package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neronet.common.event.MetricSample;

class KerasReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new KerasReader();
    }

    @Override
    protected List<String> lines() {
        return List.of("Epoch 3/10", "938/938 - 3s - 3ms/step - loss: 0.12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = ";;",
            value = {
                "Epoch 3/10\\n938/938 [==============================] - 12s 3ms/step - loss: 0.12 - accuracy: 0.97 - val_loss: 0.11;; 3: loss=0.12 accuracy=0.97 val_loss=0.11",
                "Epoch 2/5\\n938/938 - 3s - 3ms/step - accuracy: 0.97 - loss: 1.2e-3 - val_loss: nan;; 2: accuracy=0.97 loss=0.0012 val_loss=NaN",
                "Epoch 2/5\\n - 49s - loss: 0.296 - acc: 0.92 - val_loss: 1.25;; 2: loss=0.296 acc=0.92 val_loss=1.25",
                "Epoch 100/100\\nEpoch 00099: val_loss did not improve\\n49s - loss: 0.296 - acc: 0.92;; 100: loss=0.296 acc=0.92",
                "Epoch 1/3\\n\u001b[1m938/938\u001b[0m \u001b[32m━━━━━━━━━━━━━━━━━━━━\u001b[0m\u001b[37m\u001b[0m \u001b[1m3s\u001b[0m 3ms/step - accuracy: 0.875 - loss: 0.5;; 1: accuracy=0.875 loss=0.5",
                "Epoch 1/3\\n   400/Unknown - 2s 3ms/step - loss: 0.5;; 1: loss=0.5",
                "Epoch 1/1\\n10/10 [=====] - 1s - loss: 0.5\\nEpoch 1/1\\n10/10 [=====] - 1s - loss: 0.25;; 0: loss=0.5; 1: loss=0.25",
                "Epoch 2/2\\n10/10 [=====] - 1s - loss: 0.5\\n5/5 [=====] - 0s 2ms/step - loss: 0.75;; 2: loss=0.5 evaluate/loss=0.75"
            })
    void linesAreRead(String line, String expected) {
        var output = Output.of(line.replace("\\n", "\n"));

        assertThat(output.byPlace()).isEqualTo(expected);
        assertThat(output.readers()).containsExactly(reader().name());
    }

    @Test
    void onlyFinishedBarsCount() {
        assertThat(Output.of(
                                "Epoch 1/2\r\n 1/10 [>....] - ETA: 3s - loss: 9.5\b\b\b\b\r 5/10 [==>..] - ETA: 1s - loss: 2.5\b\b"
                                        + "\r10/10 [=====] - 2s - loss: 0.5\r\n")
                        .byPlace())
                .isEqualTo("1: loss=0.5");
        assertThat(Output.of("Epoch 1/2\n 64/938 ━━━━━━━━━━━━━━ 2s 3ms/step - loss: 0.5\n")
                        .samples())
                .isEmpty();
    }

    @Test
    void progressIsThatOfEpochs() {
        assertThat(Output.of("Epoch 3/10\n938/938 - 3s - loss: 0.5").progress()).hasValue(new Reading.Progress(3, 10));
    }

    @Test
    void theSampleOfABarHasTenEpochs() {
        var output = Samples.read("keras_bar.txt");

        assertThat(output.readers()).containsExactly("keras");
        assertThat(output.samples()).hasSize(20);
        assertThat(output.series("loss"))
                .extracting(MetricSample::step)
                .containsExactly(1., 2., 3., 4., 5., 6., 7., 8., 9., 10.);
        assertThat(output.series("loss").get(9).value()).isEqualTo(2.1318e-10);
        assertThat(output.series("val_loss").get(9).value()).isEqualTo(1.0766e-10);
        assertThat(output.progress()).hasValue(new Reading.Progress(10, 10));
    }
}
