package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;

class ApiLinesTest {
    @Test
    void allThreeFormsAreRead() {
        assertThat(read("loss 0.3\nstep=12 loss=0.25 acc=0.9\n{\"step\": 13, \"loss\": 0.2}\n"))
                .extracting(MetricSample::name, MetricSample::step, MetricSample::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("loss", 0.0, 0.3),
                        org.assertj.core.groups.Tuple.tuple("loss", 12.0, 0.25),
                        org.assertj.core.groups.Tuple.tuple("acc", 12.0, 0.9),
                        org.assertj.core.groups.Tuple.tuple("loss", 13.0, 0.2));
    }

    @Test
    void epochIsTheStepWhenThereIsNoOther() {
        assertThat(read("epoch=2 loss=1\nepoch=3 step=70 loss=2\n"))
                .extracting(MetricSample::step)
                .containsExactly(2.0, 70.0);
    }

    @Test
    void severalPairsMayStandInOneLine() {
        assertThat(read("loss 0.3 acc 0.5\n")).extracting(MetricSample::name).containsExactly("loss", "acc");
    }

    @Test
    void reservedNamesAreNoMetrics() {
        assertThat(read("step 3\ntime=5 total=7 loss=1\n{\"_type\":\"note\",\"text\":\"5\",\"loss\":3}\n"))
                .extracting(MetricSample::value)
                .containsExactly(1.0);
    }

    @Test
    void progressIsNoMetric() {
        var reader = new FileSamples(ApiLines.start(), Selection.ALL);
        assertThat(feed(reader, "{\"_type\": \"progress\", \"step\": 3, \"total\": 10}\n"))
                .isEmpty();
        assertThat(reader.progress()).contains(new Reading.Progress(3, 10));
        feed(
                reader,
                "{\"_type\": \"progress\", \"step\": 30, \"total\": 10}\n{\"_type\": \"progress\",\"total\":-1}\n");
        assertThat(reader.progress()).contains(new Reading.Progress(10, 10));
    }

    @Test
    void numbersInQuotesAndNotANumberAreNumbers() {
        assertThat(
                        read(
                                "{\"a\": \"NaN\", \"b\": \"1.5\", \"c\": {\"d\": Infinity}, \"e\": NaN, \"f\": [1], \"g\": nan}\n"))
                .extracting(MetricSample::name)
                .containsExactly("a", "b", "c/d", "e", "g");
    }

    @Test
    void otherLinesSayNothing() {
        assertThat(read(
                        "hello\n\n{\"loss\": \n{} x\nloss=\n=5\nloss = 3\n{\"a\" 5}\n[1]\nloss 0.3 acc\n{\"a\\u00e4\\n\":true,"
                                + "\"b\":null,\"c\":false}\n"))
                .isEmpty();
    }

    @Test
    void theLastLineWaitsForItsEnd() {
        var reader = new FileSamples(ApiLines.start(), Selection.ALL);
        assertThat(feed(reader, "loss 0.3")).isEmpty();
        assertThat(feed(reader, "5\r\n")).extracting(MetricSample::value).containsExactly(0.35);
        assertThat(feed(reader, "loss 1")).isEmpty();
        assertThat(reader.finish())
                .hasSize(1)
                .first()
                .extracting(MetricSample::offset)
                .isEqualTo(17L);
    }

    @Test
    void aLineOfAMegabyteIsPassedOverAndSaid() {
        var reader = new FileSamples(ApiLines.start(), Selection.ALL);
        assertThat(feed(reader, "a".repeat(2 << 20) + "=1\nloss 2\n")).hasSize(1);
        assertThat(reader.warning()).isPresent();
    }

    private static List<MetricSample> read(String text) {
        return feed(new FileSamples(ApiLines.start(), Selection.ALL), text);
    }

    private static List<MetricSample> feed(FileSamples reader, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.feed(bytes, bytes.length);
    }
}
