package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.neronet.common.json.JsonObject;

class FrameTest {
    @Test
    void messagesAndChunksComeBackInOrder() throws IOException {
        var out = new ByteArrayOutputStream();
        Frame.write(out, new Frame.Message(JsonObject.of("id", 1L)));
        Frame.write(out, new Frame.Chunk(7, new byte[] {1, 2}));
        Frame.write(out, new Frame.Chunk(8, new byte[0]));
        var in = new ByteArrayInputStream(out.toByteArray());

        assertThat(Frame.read(in)).contains(new Frame.Message(JsonObject.of("id", 1L)));
        assertThat(Frame.read(in)).hasValueSatisfying(frame -> assertChunk(frame, 7, new byte[] {1, 2}));
        assertThat(Frame.read(in)).hasValueSatisfying(frame -> assertChunk(frame, 8, new byte[0]));
        assertThat(Frame.read(in)).isEmpty();
    }

    @Test
    void lengthsOutOfRangeAreRefused() {
        assertRefused(0, 'J');
        assertRefused(-1, 'J');
        assertRefused(Frame.MAX_PAYLOAD + 10, 'B');
        assertRefused(5, 'B');
    }

    @Test
    void unknownKindsAndOtherTextAreRefused() {
        assertRefused(1, 'X');
        assertRefused(3, 'J', (byte) '[', (byte) ']');
    }

    @Test
    void aFrameThatBreaksOffIsAFault() throws IOException {
        var out = new ByteArrayOutputStream();
        Frame.write(out, new Frame.Chunk(7, new byte[100]));
        var whole = out.toByteArray();

        for (int length = 1; length < whole.length; length++) {
            var in = new ByteArrayInputStream(whole, 0, length);
            assertThatThrownBy(() -> Frame.read(in)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aMessageThatIsTooLongIsNotSent() {
        var message = new Frame.Message(JsonObject.of("text", "x".repeat(Frame.MAX_PAYLOAD)));

        assertThatThrownBy(() -> Frame.write(new ByteArrayOutputStream(), message))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("over the limit");
    }

    private static void assertChunk(Frame frame, long id, byte[] bytes) {
        assertThat(((Frame.Chunk) frame).id()).isEqualTo(id);
        assertThat(((Frame.Chunk) frame).bytes()).isEqualTo(bytes);
    }

    private static void assertRefused(int length, char kind, byte... payload) {
        var bytes = ByteBuffer.allocate(5 + payload.length)
                .putInt(length)
                .put((byte) kind)
                .put(payload);
        assertThatThrownBy(() -> Frame.read(new ByteArrayInputStream(bytes.array())))
                .isInstanceOf(IOException.class);
    }
}
