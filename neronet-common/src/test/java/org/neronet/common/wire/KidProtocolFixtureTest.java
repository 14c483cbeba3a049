package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.Event;
import org.neronet.common.experiment.AttemptKey;

/**
 * The bytes of protocol 1, made by another program. Kids of that protocol are out there beside running programs: what
 * stands here may never change, a new protocol gets new bytes beside these.
 */
class KidProtocolFixtureTest {
    private static final AttemptKey ATTEMPT = new AttemptKey("0123456789abcdef0123456789abcdef", 7, 2);
    private static final byte[] MASTER = bytes("a master key of thirty-two bytes");
    private static final byte[] HELLO =
            bytes("{\"v\":1,\"key\":{\"home\":\"0123456789abcdef0123456789abcdef\",\"id\":7,\"attempt\":2},\"nonce\":\""
                    + "5a".repeat(32) + "\"}");
    private static final String NEW_IN_HELLO = ",\"orders\":true}";
    private static final byte[] CHALLENGE = bytes("{\"nonce\":\"" + "a5".repeat(32) + "\",\"epoch\":9}");
    private static final String MUMS_PROOF = "a73208325af56690aed3d1d88be12d7b767411b95874444a1dc941b7f7aaca79";
    private static final String KIDS_PROOF = "36be7de21352b2fec1902594697036763010463135e3a439826a75525b94507c";

    private final byte[] key = KidHandshake.attemptKey(MASTER, ATTEMPT);

    @Test
    void theKeyOfAnAttemptIsDerivedAsEver() {
        assertThat(hex(key)).isEqualTo("41892485a06b44f7199c88bca2f851991e145eb32a9ba3bf2b5c9d848f14ca9d");
    }

    @Test
    void aHelloIsUnderstoodAndHasTheseFields() throws IOException {
        assertThat(KidHandshake.attemptOf(HELLO)).isEqualTo(ATTEMPT);
        var now = new String(KidHandshake.hello(ATTEMPT), StandardCharsets.UTF_8);
        assertThat(now.replaceFirst("[0-9a-f]{64}", "5a".repeat(32)))
                .isEqualTo(new String(HELLO, StandardCharsets.UTF_8).replaceFirst("}$", NEW_IN_HELLO));
    }

    @Test
    void aKidSaysWhetherItTakesOrdersAndTheFirstOnesDidNot() throws IOException {
        assertThat(KidHandshake.takesOrders(HELLO)).isFalse();
        assertThat(KidHandshake.takesOrders(KidHandshake.hello(ATTEMPT))).isTrue();
        assertThatThrownBy(() -> KidHandshake.takesOrders(bytes("no hello"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> KidHandshake.takesOrders(bytes("{\"orders\":1}")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anOrderHasTheseFields() {
        var fired = new Event.RuleFired(ATTEMPT, Instant.EPOCH, "asha", "stop", "loss 2 is worse");

        assertThat(new String(KidMessage.write(new KidMessage.Order(fired)), StandardCharsets.UTF_8))
                .isEqualTo("{\"order\":{\"type\":\"RuleFired\",\"at\":\"1970-01-01T00:00:00Z\","
                        + "\"key\":{\"home\":\"0123456789abcdef0123456789abcdef\",\"id\":7,\"attempt\":2},"
                        + "\"rule\":\"asha\",\"action\":\"stop\",\"reason\":\"loss 2 is worse\"}}");
    }

    @Test
    void aChallengeHasMumsProofBeforeTheseFields() {
        var challenge = KidHandshake.answer(key, HELLO, 9).challenge();

        var text = new String(challenge, 32, challenge.length - 32, StandardCharsets.UTF_8);
        assertThat(text.replaceFirst("[0-9a-f]{64}", "a5".repeat(32)))
                .isEqualTo(new String(CHALLENGE, StandardCharsets.UTF_8));
    }

    @Test
    void theProofsAndTheSealsAreAsEver() throws IOException {
        var handshake = KidHandshake.check(key, HELLO, concat(HexFormat.of().parseHex(MUMS_PROOF), CHALLENGE));

        assertThat(hex(handshake.kidProof())).isEqualTo(KIDS_PROOF);
        var seal = handshake.kidToMum();
        assertThat(hex(seal.close(bytes("{\"start\":\"host=n1\\n\"}"))))
                .isEqualTo("698c7904795c2cbc9b3de94dd67a7d9e6e676b94fc0dcd025b8437548d8975b93a508e21b5");
        assertThat(hex(seal.close(bytes("{\"goodbye\":true}"))))
                .isEqualTo("78e8b34c44c002616a1e0b05dccbf8e6e5a890b81e0bac71eeaf280f84e3a896");
    }

    @Test
    void aFrameIsItsLengthAndItself() {
        assertThat(FrameBuffer.frame(new byte[] {7, 8}).array()).containsExactly(0, 0, 0, 2, 7, 8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var all = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
