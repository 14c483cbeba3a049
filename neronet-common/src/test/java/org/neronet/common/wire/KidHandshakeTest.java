package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.experiment.AttemptKey;

class KidHandshakeTest {
    private static final AttemptKey ATTEMPT = new AttemptKey("0".repeat(32), 3, 1);

    private final byte[] key = KidHandshake.attemptKey(new byte[32], ATTEMPT);
    private final byte[] hello = KidHandshake.hello(ATTEMPT);
    private final KidHandshake mum = KidHandshake.answer(key, hello, 5);

    @Test
    void bothSidesProveThemselvesAndCanTalk() throws IOException {
        var kid = KidHandshake.check(key, hello, mum.challenge());

        assertThat(mum.isKid(kid.kidProof())).isTrue();
        assertThat(kid.mumToKid().open(mum.mumToKid().close(bytes("hi")))).isEqualTo(bytes("hi"));
        assertThat(mum.kidToMum().open(kid.kidToMum().close(bytes("ho")))).isEqualTo(bytes("ho"));
    }

    @Test
    void aHelloSaysForWhomItIs() throws IOException {
        assertThat(KidHandshake.attemptOf(hello)).isEqualTo(ATTEMPT);
        assertThat(hello.length).isLessThan(KidHandshake.MAX_UNPROVEN);
    }

    @Test
    void whoeverDoesNotKnowTheKeyIsFoundOut() throws IOException {
        var impostor = KidHandshake.answer(new byte[32], hello, 5);
        assertThatThrownBy(() -> KidHandshake.check(key, hello, impostor.challenge()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not know");

        var stranger = KidHandshake.check(new byte[32], hello, impostor.challenge());
        assertThat(mum.isKid(stranger.kidProof())).isFalse();
        assertThat(mum.isKid(new byte[0])).isFalse();
    }

    @Test
    void mumsProofIsNotTheKids() {
        var mirrored = Arrays.copyOf(mum.challenge(), 32);

        assertThat(mum.isKid(mirrored)).isFalse();
    }

    @Test
    void anAnswerToAnotherHelloIsRefused() {
        var replayed = KidHandshake.answer(key, KidHandshake.hello(ATTEMPT), 5).challenge();

        assertThatThrownBy(() -> KidHandshake.check(key, hello, replayed)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> KidHandshake.check(key, hello, new byte[32])).isInstanceOf(IOException.class);
    }

    @Test
    void aChangedEpochIsRefused() {
        var challenge = mum.challenge();
        challenge[challenge.length - 2] ^= 1;

        assertThatThrownBy(() -> KidHandshake.check(key, hello, challenge)).isInstanceOf(IOException.class);
    }

    @Test
    void everyAttemptHasItsOwnKeyAndEveryConnectionItsOwnNonce() {
        assertThat(KidHandshake.attemptKey(new byte[32], new AttemptKey("0".repeat(32), 3, 2)))
                .isNotEqualTo(key);
        assertThat(KidHandshake.attemptKey(new byte[32], ATTEMPT)).isEqualTo(key);
        assertThat(KidHandshake.hello(ATTEMPT)).isNotEqualTo(hello);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "{\"v\":1}",
                "{\"v\":2,\"nonce\":\"00\",\"key\":{}}",
                "{\"v\":1,\"nonce\":\"00\",\"key\":{}}",
                "{\"v\":1,\"nonce\":\"0000000000000000000000000000000000000000000000000000000000000000\",\"key\":"
                        + "{\"home\":\"../..\",\"id\":1,\"attempt\":1}}"
            })
    void anythingElseIsNoHello(String text) {
        assertThatThrownBy(() -> KidHandshake.attemptOf(bytes(text))).isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
