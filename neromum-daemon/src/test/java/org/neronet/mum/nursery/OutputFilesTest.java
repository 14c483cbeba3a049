package org.neronet.mum.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event.Metrics;
import org.neronet.common.event.MetricSample;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.metric.OutputReader;
import org.neronet.mum.store.Attempt;
import org.neronet.mum.store.MemoryLedger;
import org.neronet.mum.store.Plans;
import org.neronet.mum.store.SettableTime;

class OutputFilesTest {
    private final MemoryLedger ledger = new MemoryLedger();
    private final OutputFiles outputs = new OutputFiles(ledger, new SettableTime());
    private Attempt attempt;

    @TempDir
    Path workdir;

    @BeforeEach
    void submit() throws IOException {
        attempt = ledger.submit(Plans.plan(1), workdir);
        Files.createDirectories(attempt.folder().root());
    }

    @Test
    void aProgramThatPrintedNothingHasNoMetrics() throws Exception {
        outputs.readOn(attempt);
        outputs.readToEnd(attempt);

        assertThat(samples()).isEmpty();
    }

    @Test
    void newLinesOfBothStreamsAreReadOnce() throws Exception {
        print(OutputStreamName.STDOUT, "loss=0.5\n");
        print(OutputStreamName.STDERR, "acc=0.1\n");
        outputs.readOn(attempt);
        outputs.readOn(attempt);
        print(OutputStreamName.STDOUT, "loss=0.4\nloss=0.3");
        outputs.readOn(attempt);

        assertThat(samples()).extracting(MetricSample::value).containsExactly(0.5, 0.1, 0.4);
    }

    @Test
    void theLastLineNeedsNoEnd() throws Exception {
        print(OutputStreamName.STDOUT, "loss=0.5\nloss=0.25");
        outputs.readToEnd(attempt);
        outputs.readToEnd(attempt);

        assertThat(samples()).extracting(MetricSample::value).containsExactly(0.5, 0.25);
    }

    @Test
    void whatAKidReportedBeforeIsNotKeptTwice() throws Exception {
        print(OutputStreamName.STDOUT, lines(0, 100));
        new OutputFiles(ledger, new SettableTime()).readOn(attempt);

        outputs.readToEnd(attempt);

        assertThat(samples()).hasSize(100);
    }

    @Test
    void manySamplesOfOneLineStayTogether() throws Exception {
        var text = lines(0, 999) + "loss=0.7 acc=0.8\n";
        print(OutputStreamName.STDOUT, text);

        outputs.readToEnd(attempt);

        assertThat(samples()).isEqualTo(new OutputReader(List.of("loss", "acc")).feed(text.getBytes(), text.length()));
        assertThat(samples()).hasSize(1001);
    }

    @Test
    void aRefusedEntryLosesNothing() throws Exception {
        var text = lines(0, 50);
        print(OutputStreamName.STDOUT, text);
        ledger.refuse("disk full");
        assertThatThrownBy(() -> outputs.readOn(attempt)).isInstanceOf(CompletionException.class);
        ledger.accept();
        print(OutputStreamName.STDOUT, lines(50, 60));

        outputs.readToEnd(attempt);

        assertThat(samples()).hasSize(60);
        assertThat(samples().get(59).offset())
                .isEqualTo(Files.size(attempt.folder().output(OutputStreamName.STDOUT)));
    }

    @Test
    void oneRoundReadsABoundedPieceAndTheEndReadsAll() throws Exception {
        var noise = "x".repeat(1023) + "\n";
        print(OutputStreamName.STDOUT, noise.repeat(9 * 1024) + "loss=0.5\n");
        outputs.readOn(attempt);
        assertThat(samples()).isEmpty();

        outputs.readToEnd(attempt);

        assertThat(samples()).hasSize(1);
    }

    @Test
    void outputThatCannotBeReadIsToldToTheCaller() throws Exception {
        Files.createDirectory(attempt.folder().output(OutputStreamName.STDOUT));

        assertThatThrownBy(() -> outputs.readToEnd(attempt)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void tooManyMetricNamesAreWarnedOf() throws Exception {
        var names = IntStream.rangeClosed(0, OutputReader.MAX_METRICS)
                .mapToObj(i -> "m" + i)
                .toList();
        var many = ledger.submit(Plans.declaring(2, names), workdir);
        Files.createDirectories(many.folder().root());
        Files.write(
                many.folder().output(OutputStreamName.STDOUT),
                names.stream().map(name -> name + "=0.5").toList());

        outputs.readToEnd(many);
        outputs.readToEnd(many);

        assertThat(ledger.get(Plans.key(2)).status().warnings()).hasSize(1);
    }

    @Test
    void filesAndReportsAreReadToo() throws Exception {
        var work = Files.createDirectories(attempt.folder().work());
        Files.writeString(attempt.folder().start(), "");
        Files.writeString(work.resolve("metrics.csv"), "step,loss\n1,0.5\n2,0.25");
        Files.writeString(
                attempt.folder().metrics(), "lr=0.1\n{\"_type\": \"progress\", \"step\": 3, \"total\": 10}\n");

        outputs.readToEnd(attempt);
        new OutputFiles(ledger, new SettableTime()).readToEnd(attempt);

        assertThat(ledger.events(Metrics.class))
                .extracting(metrics -> metrics.source().name())
                .containsExactlyInAnyOrder("metrics", "file:metrics.csv", "file:metrics.csv");
        assertThat(samples()).extracting(MetricSample::value).containsExactlyInAnyOrder(0.1, 0.5, 0.25);
        assertThat(ledger.get(attempt.key()).status().done()).contains(3L);
    }

    @Test
    void whatHasEndedIsForgotten() throws Exception {
        print(OutputStreamName.STDOUT, "loss=0.5\n");
        outputs.readOn(attempt);

        outputs.keepOnly(Set.of());
        outputs.readOn(attempt);

        assertThat(samples()).hasSize(1);
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "loss=0." + (i + 1) + "\n")
                .collect(Collectors.joining());
    }

    private void print(OutputStreamName stream, String text) throws IOException {
        var file = attempt.folder().output(stream);
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<MetricSample> samples() {
        return ledger.events(Metrics.class).stream()
                .flatMap(metrics -> metrics.samples().stream())
                .toList();
    }
}
