package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MxnetReaderTest extends LineReaderContract {
    @Override
    protected LineMetricReader reader() {
        return new MxnetReader();
    }

    @Override
    protected List<String> lines() {
        return List.of(
                "Epoch[2] Batch [150]\tSpeed: 54.82 samples/sec\tTrain-Accuracy=0.88",
                "Epoch[11] Validation-Accuracy=0.93");
    }

    @Test
    void batchesAreCountedOverAllEpochs() {
        assertThat(read("""
                INFO:root:Start training with [cpu(0)]
                INFO:root:Epoch[0] Batch [100]\tSpeed: 50.5 samples/sec\tTrain-accuracy=0.5
                INFO:root:Epoch[0] Batch [200]\tSpeed: 60 samples/sec\tTrain-accuracy=0.75
                INFO:root:Epoch[0] Resetting Data Iterator
                INFO:root:Epoch[0] Train-accuracy=0.625
                INFO:root:Epoch[0] Time cost=12.5
                INFO:root:Epoch[0] Validation-accuracy=0.875
                INFO:root:Epoch[1] Batch [100]\tSpeed: nan samples/sec\tTrain-accuracy=1
                """))
                .isEqualTo("Speed@100=50.5 Train-accuracy@100=0.5 Speed@200=60.0 Train-accuracy@200=0.75"
                        + " Train-accuracy@300=0.625 Time cost@0=12.5 Validation-accuracy@0=0.875"
                        + " Speed@400=NaN Train-accuracy@400=1.0");
    }

    @Test
    void aLogMayBeginAnywhere() {
        assertThat(
                        read(
                                "2016-11-26 19:07:45,099 Epoch[7] Batch [150]\t Speed: 4 samples/sec\tTrain-nce-auc=0.5\n"
                                        + "06-11 19:35:28 Epoch[7] Batch [150-200]  Iter: 99/3000  Lr: 0.0025  Train-A=0.5,\tB=0.25,\t"))
                .isEqualTo("Speed@150=4.0 Train-nce-auc@150=0.5 Lr@200=0.0025 Train-A@200=0.5 B@200=0.25");
    }

    @Test
    void oneLineAnEpochIsCountedToo() {
        assertThat(read("Epoch[0] Batch [50]\ta=1\nEpoch[1] Batch [50]\ta=2\nEpoch[2] Batch [0]\ta=3"))
                .isEqualTo("a@50=1.0 a@150=2.0 a@200=3.0");
    }

    @Test
    void withoutBatchesTheEpochIsThePlace() {
        assertThat(read("Epoch[3] Train-mse=0.5\nEpoch[4] Train-mse=0.25"))
                .isEqualTo("Train-mse@3=0.5 Train-mse@4=0.25");
    }

    @Test
    void otherEpochsAreLeft() {
        assertThat(read(
                        "Epoch[x] a=1\nEpoch[1]: a=1\nmyEpoch[1] a=1\nEpoch[1\nEpoch: [1][2] a=1\nEpoch[1] Batch [a] b=1\n"
                                + "Epoch[12345678901] a=1\nEpoch[1] a = b"))
                .isEmpty();
    }

    private String read(String text) {
        return SampleText.read(reader(), text);
    }
}
