package org.neronet.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.OutputStreamName;

class KidMessageTest {
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 3, 1);

    static Stream<KidMessage> messages() {
        var samples = List.of(new MetricSample("loss", 1, Double.NaN, 10), new MetricSample("ä", 0.5, -1e300, 11));
        return Stream.of(
                new KidMessage.Start("host=n1\n"),
                new KidMessage.Record(5, new Event.Metrics(KEY, Instant.EPOCH, MetricSource.STDERR, samples)),
                new KidMessage.Exit("code=0\n", 10, 20),
                new KidMessage.Stored(5, 10, 20),
                new KidMessage.Order(new Event.RuleFired(KEY, Instant.EPOCH, "asha", "stop", "loss 2 is worse")),
                new KidMessage.Goodbye());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesComeBack(KidMessage message) throws IOException {
        assertThat(KidMessage.read(KidMessage.write(message))).isEqualTo(message);
    }

    @Test
    void logBytesComeBackByteForByte() throws IOException {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        var message = new KidMessage.LogBytes(OutputStreamName.STDOUT, 99, bytes);

        var back = (KidMessage.LogBytes) KidMessage.read(KidMessage.write(message));

        assertThat(back.bytes()).isEqualTo(bytes);
        assertThat(back.offset()).isEqualTo(99);
        assertThat(back.stream()).isEqualTo(OutputStreamName.STDOUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"start\":5}",
                "{\"record\":1}",
                "{\"record\":1,\"event\":{\"type\":\"Nonsense\"}}",
                "{\"log\":\"stdin\",\"offset\":0,\"bytes\":\"\"}",
                "{\"log\":\"stdout\",\"offset\":0,\"bytes\":\"%%\"}",
                "{\"exit\":\"\",\"stdout\":\"x\"}",
                "{\"stored\":1.5}",
                "{\"order\":true}",
                "{\"order\":{\"type\":\"Warned\",\"key\":{\"home\":\"00000000000000000000000000000000\",\"id\":3,\"attempt\":1},"
                        + "\"at\":\"1970-01-01T00:00:00Z\",\"text\":\"x\"}}",
                "{\"order\":{\"type\":\"RuleFired\",\"key\":{\"home\":\"00000000000000000000000000000000\",\"id\":3,\"attempt\":1},"
                        + "\"at\":\"1970-01-01T00:00:00Z\",\"rule\":\"r\",\"action\":\"warn\",\"reason\":\"x\"}}",
                "{\"hello\":1}"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> KidMessage.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
