package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;
import org.neronet.common.metric.EventFile.Message;

class TensorBoardReaderTest extends FileReaderContract {
    private static final byte[] FLOAT =
            new Message().varint(1, 1).fixed32(5, Float.floatToIntBits(0.5f)).done();

    @Override
    protected FileMetricReader reader() {
        return new TensorBoardReader();
    }

    @Override
    protected String path() {
        return "runs/any-name";
    }

    @Override
    protected byte[] file() {
        return new EventFile()
                .scalar("loss", 0, 0.5)
                .scalar("loss", 300, 0.25)
                .scalar("val/acc", -1, 0.75)
                .bytes();
    }

    @Test
    void scalarsOfPyTorchAreRead() {
        assertThat(all(file(), 5))
                .extracting(sample -> sample.name() + " " + sample.step() + " " + sample.value())
                .containsExactly("loss 0.0 0.5", "loss 300.0 0.25", "val/acc -1.0 0.75");
    }

    @Test
    void scalarsOfTensorFlowAreReadWhenThePluginSaysSo() {
        var file = new EventFile()
                .tensor("loss", 1, FLOAT, "scalars")
                .tensor("loss", 2, FLOAT, "")
                .tensor("text", 1, FLOAT, "text")
                .tensor("unknown", 1, FLOAT, "")
                .bytes();

        assertThat(all(file, 9)).extracting(MetricSample::step).containsExactly(1.0, 2.0);
    }

    @Test
    void tensorsHoldTheirNumberInManyWays() {
        var bytes = little(8).putDouble(2.5).array();
        var packed = new Message().varint(1, 9).bytes(10, new byte[] {7}).done();
        var packedFloat = new Message()
                .varint(1, 1)
                .bytes(5, little(4).putFloat(1.25f).array())
                .done();
        var file = new EventFile()
                .tensor("a", 1, new Message().varint(1, 2).bytes(4, bytes).done(), "scalars")
                .tensor(
                        "b",
                        1,
                        new Message()
                                .varint(1, 2)
                                .fixed64(6, Double.doubleToLongBits(3.5))
                                .done(),
                        "scalars")
                .tensor("c", 1, new Message().varint(1, 3).varint(7, 4).done(), "scalars")
                .tensor("d", 1, packed, "scalars")
                .tensor("e", 1, packedFloat, "scalars")
                .tensor(
                        "f",
                        1,
                        new Message()
                                .varint(1, 3)
                                .bytes(4, little(4).putInt(9).array())
                                .done(),
                        "scalars")
                .tensor("g", 1, new Message().varint(1, 1).bytes(4, bytes).done(), "scalars")
                .tensor("h", 1, new Message().varint(1, 1).bytes(5, new byte[8]).done(), "scalars")
                .bytes();

        assertThat(all(file, 64)).extracting(MetricSample::value).containsExactly(2.5, 3.5, 4.0, 7.0, 1.25, 9.0);
    }

    @Test
    void bigPayloadsArePassedOver() {
        var file = new EventFile()
                .image("picture", 1, 3 << 20)
                .scalar("loss", 2, 0.5)
                .bytes();

        assertThat(all(file, 8192)).hasSize(1);
    }

    @Test
    void aWrongCheckSumEndsTheFileAndIsSaid() {
        var file = new EventFile().scalar("loss", 1, 0.5).scalar("loss", 2, 0.5).bytes();
        file[file.length - 6] ^= 1;
        var samples = new FileSamples(new TensorBoardReader().start(FileOptions.of("x")), Selection.ALL);

        assertThat(samples.feed(file, file.length)).hasSize(1);
        assertThat(samples.warning()).isPresent();
        assertThat(samples.feed(file(), file().length)).isEmpty();
    }

    @Test
    void recordsOfAnotherKindSayNothing() {
        var file = new EventFile()
                .record(new byte[0])
                .record(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff})
                .record(new byte[] {0x2a, 0x7f})
                .record(new byte[] {0x0f})
                .record(new byte[] {8, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1})
                .scalar("loss", 1, 0.5)
                .bytes();

        assertThat(all(file, 3)).hasSize(1);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
