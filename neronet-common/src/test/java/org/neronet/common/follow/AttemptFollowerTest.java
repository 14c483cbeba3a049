package org.neronet.common.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.metric.MetricsSpec;
import org.neronet.common.metric.Reading;

class AttemptFollowerTest {
    @TempDir
    Path root;

    private final byte[] buffer = new byte[64];

    @Test
    void outputAndReportsAreSourcesOfTheirOwn() throws IOException {
        append("stdout", "loss=0.5\n");
        append("metrics", "loss 0.5\n{\"_type\":\"progress\",\"step\":1,\"total\":4}\n");
        append("metrics.3", "loss 0.75\n");
        append("metrics.txt", "loss 9\n");
        var follower = follower(Known.nothing());
        follower.discover();

        var batches = readAll(follower);

        assertThat(batches)
                .extracting(batch -> batch.source().name())
                .containsExactlyInAnyOrder("stdout", "metrics", "metrics.3");
        assertThat(follower.progress()).contains(new Reading.Progress(1, 4));
        assertThat(follower.end(OutputStreamName.STDOUT)).isEqualTo(9);
    }

    @Test
    void reportsAreTakenWhateverNamesAreDeclared() throws IOException {
        append("stdout", "loss=0.5 acc=0.5\n");
        append("metrics", "other=1\n");
        var follower =
                new AttemptFollower(new AttemptFolder(root), MetricsSpec.automatic(List.of("loss")), Known.nothing());

        assertThat(samples(readAll(follower)))
                .extracting(MetricSample::name)
                .containsExactlyInAnyOrder("loss", "other");
    }

    @Test
    void whatIsKnownIsPassedOver() throws IOException {
        append("metrics", "loss 1\nloss 2\n");
        var follower = follower(source -> source.equals(MetricSource.METRICS) ? 7 : 0);

        assertThat(samples(readAll(follower))).extracting(MetricSample::value).containsExactly(2.0);
    }

    @Test
    void aFrozenFollowerReadsNothingNewer() throws IOException {
        append("stdout", "loss=1\n");
        var follower = follower(Known.nothing());
        follower.freeze();
        append("stdout", "loss=2\n");

        assertThat(samples(readAll(follower))).hasSize(1);
        assertThat(follower.isAtEnd()).isTrue();
    }

    private AttemptFollower follower(Known known) {
        return new AttemptFollower(new AttemptFolder(root), MetricsSpec.automatic(List.of()), known);
    }

    private List<Batch> readAll(AttemptFollower follower) throws IOException {
        do {
            follower.read(buffer);
        } while (!follower.isAtEnd());
        follower.finish();
        var all = new ArrayList<>(follower.found());
        follower.found().clear();
        return all;
    }

    private static List<MetricSample> samples(List<Batch> batches) {
        return batches.stream().flatMap(batch -> batch.samples().stream()).toList();
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
