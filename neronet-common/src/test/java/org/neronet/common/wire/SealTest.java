package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SealTest {
    private final Seal sender = new Seal(new byte[16]);
    private final Seal receiver = new Seal(new byte[16]);
    private final byte[] plain = {1, 2, 3};

    @Test
    void framesOpenInOrder() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(receiver.open(sender.close(plain))).isEqualTo(plain);
        }
    }

    @Test
    void equalFramesLookDifferent() {
        assertThat(sender.close(plain)).hasSize(plain.length + 16).isNotEqualTo(sender.close(plain));
    }

    @Test
    void aRepeatedFrameIsRefused() throws IOException {
        var sealed = sender.close(plain);
        receiver.open(sealed);

        assertThatThrownBy(() -> receiver.open(sealed)).isInstanceOf(IOException.class);
    }

    @Test
    void aLostFrameIsNoticed() {
        sender.close(plain);

        assertThatThrownBy(() -> receiver.open(sender.close(plain))).isInstanceOf(IOException.class);
    }

    @Test
    void aChangedFrameIsRefused() {
        var sealed = sender.close(plain);
        sealed[1] ^= 1;

        assertThatThrownBy(() -> receiver.open(sealed)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> receiver.open(new byte[3])).isInstanceOf(Exception.class);
    }
}
