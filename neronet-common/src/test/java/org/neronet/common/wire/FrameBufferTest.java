package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
    @Test
    void framesComeBackHoweverTheyArrive() throws IOException {
        var random = new Random(1);
        var stream = new ByteArrayOutputStream();
        for (int length : new int[] {0, 1, 5000, 3, 0, 70_000}) {
            stream.writeBytes(FrameBuffer.frame(new byte[length]).array());
        }
        var bytes = ByteBuffer.wrap(stream.toByteArray());
        var frames = new FrameBuffer(1 << 20);
        var lengths = new ArrayList<Integer>();

        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), 1 + random.nextInt(3000));
            frames.fill(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                lengths.add(frame.get().length);
            }
        }

        assertThat(lengths).containsExactly(0, 1, 5000, 3, 0, 70_000);
    }

    @Test
    void whatIsTooLongIsRefusedByItsLength() {
        assertRefused(101);
        assertRefused(Integer.MAX_VALUE);
        assertRefused(-1);
    }

    @Test
    void theLimitCanBeRaised() throws IOException {
        var frames = new FrameBuffer(100);
        frames.limit(200);
        frames.fill(FrameBuffer.frame(new byte[150]));

        assertThat(frames.next()).hasValueSatisfying(frame -> assertThat(frame).hasSize(150));
    }

    private static void assertRefused(int length) {
        var frames = new FrameBuffer(100);
        frames.fill(ByteBuffer.allocate(4).putInt(length).flip());
        assertThatThrownBy(frames::next).isInstanceOf(IOException.class).hasMessageContaining("limit");
    }
}
