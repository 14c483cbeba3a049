package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;

class OutputReaderTest {
    private static final List<String> PIECES = List.of(
            "loss 0.5\n",
            "epoch: 3, acc=1e-3\n",
            "loss = 1\n",
            "step: 4\n",
            "  x: 1\n",
            "\r",
            "\b",
            "\u001b[1m",
            "é€😀",
            "prose and more\n",
            "nan",
            "Test loss: ",
            "0.25",
            "\n",
            "{\n",
            "a=1 b=2",
            "\t",
            " - ",
            "layer (",
            "Epoch 2/3\n",
            "10/10 [====] - 1s - loss: 0.5\n",
            "\r 50%|##  | 5/10 [00:01<00:01, 9.9it/s, loss=0.5]",
            "\r100%|####| 10/10 [00:02<00:00, 9.9it/s, loss=0.25]\n",
            "{'loss': 0.5, 'epoch': 1.5}\n",
            "{\"loss\": 0.25, \"step\": 7}\n",
            "[3]\ttrain-rmse:0.5\n",
            "12:00:01 INFO loss=0.5\n",
            "----------------\n",
            "| a/b | 5 |\n",
            "epoch  loss\n",
            "1  0.5\n",
            "step:3/9 loss:0.5ms\n",
            "Test set: Average loss: 0.5, Accuracy: 1/2 (50%)\n",
            "::neronet a=1 step=2\n");

    @Test
    void howTheBytesComeInPiecesChangesNothing() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var stream = stream(random);
            var whole = new OutputReader(List.of());
            var expected = new ArrayList<>(whole.feed(stream, stream.length));
            expected.addAll(whole.finish());

            assertThat(inPieces(stream, random)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void readersThatAreNotShownALineWouldNotHaveReadIt() {
        for (int seed = 0; seed < 300; seed++) {
            var stream = stream(new Random(seed));
            var spared = new OutputReader(List.of());
            var shown = new OutputReader(
                    List.of(),
                    OutputReader.installed().stream()
                            .filter(LineMetricReader.class::isInstance)
                            .map(OutputReaderTest::curious)
                            .toList());

            assertThat(spared.trace(stream, stream.length))
                    .as("seed %d", seed)
                    .isEqualTo(shown.trace(stream, stream.length));
        }
    }

    @Test
    void progressIsTheLastOne() {
        var reader = new OutputReader(List.of());

        feed(reader, "Day 1/9: a\nDay 2/9: b\n");

        assertThat(reader.progress()).hasValue(new Reading.Progress(2, 9));
    }

    @Test
    void whatIsSaidTwiceAtOnePlaceIsTakenOnce() {
        assertThat(feed(
                        new OutputReader(List.of()),
                        "epoch 1: loss=2 acc=3\nepoch 1: loss=2 acc=3\nepoch 1: loss=2 acc=4\n"))
                .extracting(MetricSample::value)
                .containsExactly(2.0, 3.0, 2.0, 4.0);
    }

    @Test
    void metricsPrintedTogetherStayTogether() {
        assertThat(feed(
                        new OutputReader(List.of()),
                        "loss: 0.5\nloss: 0.4\nloss: 0.3\nval: 0.9\nloss: 0.2\nval: 0.8\n"))
                .extracting(sample -> sample.name() + "@" + (int) sample.step())
                .containsExactly("loss@0", "loss@1", "loss@2", "val@2", "loss@3", "val@3");
    }

    @Test
    void offsetsSayWhereTheLineEnded() {
        var reader = new OutputReader(List.of());

        assertThat(feed(reader, "hi\nloss 1\nacc: "))
                .extracting(MetricSample::offset)
                .containsExactly(10L);
        assertThat(feed(reader, "0.5\r")).isEmpty();
        assertThat(feed(reader, "\n")).extracting(MetricSample::offset).containsExactly(20L);
        assertThat(feed(reader, "loss 2")).isEmpty();
        assertThat(reader.finish()).containsExactly(new MetricSample("loss", 1, 2, 26));
        assertThat(reader.finish()).isEmpty();
    }

    @Test
    void whatWasHeldBackHasTheOffsetOfTheLineThatMadeItKnown() {
        var reader = new OutputReader(List.of());

        assertThat(feed(reader, "x = 1\nx = 2\n"))
                .containsExactly(new MetricSample("x", 0, 1, 12), new MetricSample("x", 1, 2, 12));
    }

    @Test
    void onlyDeclaredNamesAreReported() {
        assertThat(feed(new OutputReader(List.of("acc")), "loss=1 acc=2\nloss 3\n"))
                .extracting(MetricSample::name)
                .containsExactly("acc");
    }

    @Test
    void theFirstReaderThatTakesALineHasIt() {
        MetricReader shout = reader(
                "shout", line -> line.startsWith("!") ? Optional.of(List.of(reading("shouted"))) : Optional.empty());
        MetricReader any = reader("any", line -> Optional.of(List.of(reading("any"))));
        var reader = new OutputReader(List.of(), List.of(shout, any));

        var bytes = "!\nx\n".getBytes(StandardCharsets.UTF_8);

        assertThat(reader.trace(bytes, bytes.length))
                .extracting(traced -> traced.reader() + " " + traced.sample().name())
                .containsExactly("shout shouted", "any any");
        assertThat(reader.traceEnd()).isEmpty();
    }

    @Test
    void tooManyNamesAreLeftOutWithAWarning() {
        var reader = new OutputReader(List.of());
        var text = new StringBuilder();
        for (int i = 0; i < 10_001; i++) {
            text.append("loss_").append(i).append(" 1\n");
        }
        assertThat(reader.warning()).isEmpty();

        assertThat(feed(reader, text.toString())).hasSize(10_000);
        assertThat(reader.warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains("10000"));
        assertThat(feed(reader, "loss_5 2\n")).hasSize(1);
    }

    @Test
    void unusableNamesAreLeftOut() {
        var odd = reader("odd", line -> Optional.of(List.of(reading(" "), reading("x".repeat(201)), reading("y"))));
        var reader = new OutputReader(List.of(), List.of(odd));

        assertThat(feed(reader, "\n")).extracting(MetricSample::name).containsExactly("y");
    }

    @Test
    void aKerasBarIsReadAsATerminalShowsIt() {
        assertThat(feed(new OutputReader(List.of()), "loss: 9.9\b\b\b\b\b\b\b\b\b\rloss: 0.5\r\nloss: 0.4\n"))
                .extracting(MetricSample::value)
                .containsExactly(0.5, 0.4);
    }

    private static List<MetricSample> inPieces(byte[] stream, Random random) {
        var reader = new OutputReader(List.of());
        var samples = new ArrayList<MetricSample>();
        for (int from = 0; from < stream.length; ) {
            int to = Math.min(stream.length, from + 1 + random.nextInt(7));
            var buffer = Arrays.copyOf(Arrays.copyOfRange(stream, from, to), 16);
            samples.addAll(reader.feed(buffer, to - from));
            from = to;
        }
        samples.addAll(reader.finish());
        return samples;
    }

    private static byte[] stream(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(5); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static List<MetricSample> feed(OutputReader reader, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.feed(bytes, bytes.length);
    }

    /** The same reader, wanting to see everything. */
    private static MetricReader curious(MetricReader kind) {
        return new LineMetricReader() {
            @Override
            public String name() {
                return kind.name();
            }

            @Override
            public LineReader start(StreamContext context) {
                var lines = ((LineMetricReader) kind).start(context);
                return new LineReader() {
                    @Override
                    public Optional<List<Reading>> read(String line) {
                        return lines.read(line);
                    }

                    @Override
                    public Optional<List<Reading>> readLogged(String message) {
                        return lines.readLogged(message);
                    }

                    @Override
                    public Optional<List<Reading>> readFrame(String frame) {
                        return lines.readFrame(frame);
                    }
                };
            }
        };
    }

    private static Reading reading(String name) {
        return new Reading.Value(name, OptionalDouble.empty(), 1);
    }

    private static MetricReader reader(String name, LineReader lines) {
        return new LineMetricReader() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public LineReader start(StreamContext context) {
                return lines;
            }
        };
    }
}
