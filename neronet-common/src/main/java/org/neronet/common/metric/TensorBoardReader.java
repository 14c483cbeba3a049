package org.neronet.common.metric;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Event files of TensorBoard, recognised by the check sum of their first record's length. */
public final class TensorBoardReader implements ByteMetricReader {
    @Override
    public String name() {
        return "tensorboard";
    }

    @Override
    public boolean reads(String path, byte[] head) {
        return head.length >= EventRecords.HEAD
                && EventRecords.isSound(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public ByteReader start(FileOptions options) {
        return new EventRecords();
    }
}
