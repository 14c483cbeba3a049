package org.neronet.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neronet.common.event.MetricSample;

/** Real files of other people, where they are at hand. */
class SampleFilesTest {
    private static final Path SAMPLES = Path.of(System.getProperty("neronet.samples", "/work/shared/samples"));

    @Test
    void theTwoFormatsOfYoloSayTheSame() throws IOException {
        var events = series(read("yolov5.tfevents", "tensorboard"));
        var rows = series(read("yolov5_results.csv", "csv"));

        assertThat(events.values()).allSatisfy(points -> assertThat(points).hasSize(18));
        assertThat(events.keySet()).containsAll(rows.keySet());
        rows.forEach((name, points) -> {
            for (int i = 0; i < points.size(); i++) {
                var event = events.get(name).get(i);
                double value = points.get(i).value();
                assertThat(event.step()).isEqualTo(points.get(i).step());
                assertThat(event.value()).isCloseTo(value, within(Math.abs(value) * 1e-4));
            }
        });
    }

    @Test
    void lightningIsSparse() throws IOException {
        var series = series(read("lightning_metrics.csv", "csv"));
        assertThat(series.keySet())
                .containsExactlyInAnyOrder(
                        "dynamics_loss_epoch",
                        "dynamics_loss_step",
                        "epoch",
                        "initial_omega_loss_epoch",
                        "initial_omega_loss_step",
                        "initial_theta_loss_epoch",
                        "initial_theta_loss_step",
                        "train_loss_epoch",
                        "train_loss_step");
        assertThat(last(series, "train_loss_epoch"))
                .extracting(MetricSample::step, MetricSample::value)
                .containsExactly(6299.0, 0.32157085788422435);
        assertThat(series.get("train_loss_epoch").size()
                        + series.get("train_loss_step").size())
                .isEqualTo(226);
    }

    @Test
    void detectronHasAnObjectInEachLine() throws IOException {
        var series = series(read("detectron2_metrics.jsonl", "jsonl"));
        assertThat(series).hasSize(20);
        assertThat(last(series, "total_loss"))
                .extracting(MetricSample::step, MetricSample::value)
                .containsExactly(99.0, 1.280293806164991);
    }

    @Test
    void theOthersAreReadToo() throws IOException {
        assertThat(read("dvclive_train_acc.tsv", "tsv")).hasSize(10);
        assertThat(last(series(read("dvclive_train_acc.tsv", "tsv")), "train/acc")
                        .value())
                .isEqualTo(0.9901999831199646);
        assertThat(read("dvclive_metrics.json", "json-file"))
                .extracting(MetricSample::name)
                .containsExactly("train/loss", "train/acc", "eval/loss", "eval/acc");
        assertThat(read("mlflow_metric_accuracy.txt", "mlflow"))
                .extracting(MetricSample::value)
                .containsExactly(0.9666666666666667);
        assertThat(read("sacred_metrics.json", "sacred"))
                .extracting(MetricSample::value)
                .containsExactly(613.2039794921875, 2192.236572265625, 3646.82373046875, 41516.17578125);
    }

    @Test
    void logsAreNotTakenForFilesOfMetrics() throws IOException {
        for (var log : List.of("caffe.log", "keras_bar.txt", "lgbm.log", "namd_minimal.log", "swav_train.log")) {
            var bytes = bytes(log);
            assertThat(FileReaders.of(log, Arrays.copyOf(bytes, FileMetricReader.HEAD)))
                    .isEmpty();
        }
    }

    private static MetricSample last(Map<String, List<MetricSample>> series, String name) {
        var points = series.get(name);
        return points.get(points.size() - 1);
    }

    private static Map<String, List<MetricSample>> series(List<MetricSample> samples) {
        var series = new LinkedHashMap<String, List<MetricSample>>();
        samples.forEach(sample -> series.computeIfAbsent(sample.name(), n -> new java.util.ArrayList<>())
                .add(sample));
        return series;
    }

    private static byte[] bytes(String name) throws IOException {
        var file = SAMPLES.resolve(name);
        assumeTrue(Files.exists(file), "the samples are not here");
        return Files.readAllBytes(file);
    }

    private static List<MetricSample> read(String name, String expected) throws IOException {
        var bytes = bytes(name);
        var reader = FileReaders.of(name, Arrays.copyOf(bytes, Math.min(bytes.length, FileMetricReader.HEAD)));
        assertThat(reader).get().extracting(MetricReader::name).isEqualTo(expected);
        if (reader.get() instanceof SnapshotMetricReader snapshot) {
            var collector = new SampleCollector(Selection.ALL);
            snapshot.read(bytes, FileOptions.of(name)).orElseThrow().forEach(reading -> collector.take(reading, 1));
            return collector.drain();
        }
        var samples = new FileSamples(((ByteMetricReader) reader.get()).start(FileOptions.of(name)), Selection.ALL);
        return samples.feed(bytes, bytes.length);
    }
}
