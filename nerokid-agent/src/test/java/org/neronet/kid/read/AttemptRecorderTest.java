package org.neronet.kid.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSample;
import org.neronet.common.experiment.KidOrders;
import org.neronet.common.experiment.OutputStreamName;
import org.neronet.common.json.JsonObject;
import org.neronet.common.wire.KidMessage;
import org.neronet.kid.report.Spool;
import org.neronet.kid.testing.AttemptFixture;

class AttemptRecorderTest {
    @TempDir
    Path home;

    private final byte[] buffer = new byte[64 << 10];
    private final Optional<JsonObject> facts = Optional.of(JsonObject.of("host", "n1"));
    private AttemptFixture attempt;
    private Spool spool;

    @BeforeEach
    void open() throws IOException {
        attempt = new AttemptFixture(home, 1, home.resolve("endpoint"), List.of());
        spool = Spool.open(attempt.folder.spool(), record -> {});
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void nothingIsRecordedBeforeTheProgramStarts() throws IOException {
        var recorder = recorder(new SpoolMemory());

        assertThat(recorder.record(facts, buffer)).isFalse();
        assertThat(spool.last()).isZero();

        attempt.start();
        recorder.record(facts, buffer);
        assertThat(events()).hasSize(1).first().isInstanceOf(Event.Environment.class);
    }

    @Test
    void outputWaitsForTheFactsAboutTheHost() throws IOException {
        attempt.start().print("loss 1\n");
        var recorder = recorder(new SpoolMemory());

        recorder.record(Optional.empty(), buffer);
        assertThat(spool.last()).isZero();

        recorder.record(facts, buffer);
        assertThat(events()).hasSize(2);
    }

    @Test
    void oneTickMakesOneEventOfAStream() throws IOException {
        attempt.start().print("loss 1\nloss 2\nacc: 0.5\n");
        attempt.print(OutputStreamName.STDERR, "lr=0.1 acc=0.2\n");

        recorder(new SpoolMemory()).record(facts, buffer);

        assertThat(events()).filteredOn(Event.Metrics.class::isInstance).hasSize(2);
    }

    @Test
    void manySamplesBecomeSeveralEventsOfWholeLines() throws IOException {
        attempt.start();
        var line = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            line.append("metric_with_a_name_").append(i).append("=1 ");
        }
        attempt.print((line + "\n").repeat(20));
        var recorder = recorder(new SpoolMemory());
        while (recorder.record(facts, buffer)) {
            continue;
        }

        long last = -1;
        int count = 0;
        for (var event : events()) {
            if (event instanceof Event.Metrics metrics) {
                assertThat(metrics.samples().get(0).offset()).isGreaterThan(last);
                last = metrics.samples().get(metrics.samples().size() - 1).offset();
                count += metrics.samples().size();
                assertThat(KidMessage.write(new KidMessage.Record(1, event)).length)
                        .isLessThan(1 << 20);
            }
        }
        assertThat(count).isEqualTo(6000);
    }

    @Test
    void theEndComesWhenAllOutputIsRead() throws IOException {
        attempt.start().print("x".repeat(3 << 20) + "\nloss 1");
        attempt.exit();
        var recorder = recorder(new SpoolMemory());

        assertThat(recorder.record(facts, buffer)).isTrue();
        assertThat(recorder.hasExit()).isTrue();
        assertThat(recorder.end()).isEmpty();
        while (recorder.record(facts, buffer)) {
            continue;
        }

        assertThat(recorder.end().orElseThrow().stdoutSize()).isEqualTo((3 << 20) + 7);
        assertThat(samples()).extracting(MetricSample::name).containsExactly("loss");
        assertThat(recorder.record(facts, buffer)).isFalse();
    }

    @Test
    void samplesThatAreInTheSpoolArePassedOver() throws IOException {
        attempt.start().print("loss 1\nloss 2\n");
        recorder(new SpoolMemory()).record(facts, buffer);
        var memory = new SpoolMemory();
        Spool.open(attempt.folder.spool(), memory::learn).close();
        attempt.print("loss 3\n");

        recorder(memory).record(facts, buffer);

        assertThat(samples()).extracting(MetricSample::value).containsExactly(1.0, 2.0, 3.0);
        assertThat(samples()).extracting(MetricSample::step).containsExactly(0.0, 1.0, 2.0);
        assertThat(events()).filteredOn(Event.Environment.class::isInstance).hasSize(1);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() throws IOException {
        attempt.start().print("loss 1\n");
        var closed = Spool.open(home.resolve("other"), record -> {});
        var recorder = recorder(new SpoolMemory(), closed);
        recorder.record(facts, buffer);
        closed.close();
        attempt.print("loss 2\n");

        assertThatThrownBy(() -> recorder.record(facts, buffer)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> recorder.record(facts, buffer)).isInstanceOf(IOException.class);
        assertThat(recorder.end()).isEmpty();
    }

    @Test
    void tooManyNamesAreSaidOnce() throws IOException {
        attempt.start();
        var text = new StringBuilder();
        for (int i = 0; i < 10_050; i++) {
            text.append("m").append(i).append(" 1\n");
        }
        attempt.print(text.toString());
        var recorder = recorder(new SpoolMemory());
        recorder.record(facts, buffer);
        recorder.record(facts, buffer);

        assertThat(samples()).hasSize(10_000);
        assertThat(events()).filteredOn(Event.Warned.class::isInstance).hasSize(1);
    }

    @Test
    void outputThatIsTakenAwayIsSaidAndNotReadTwice() throws IOException {
        attempt.start().print("loss 1\n");
        var recorder = recorder(new SpoolMemory());
        recorder.record(facts, buffer);
        Files.delete(attempt.folder.output(OutputStreamName.STDOUT));
        attempt.exit();

        recorder.record(facts, buffer);

        assertThat(samples()).hasSize(1);
        assertThat(events()).filteredOn(Event.Warned.class::isInstance).hasSize(1);
        assertThat(recorder.end().orElseThrow().stdoutSize()).isZero();
    }

    @Test
    void filesReportsAndProgressAreRecordedAndTold() throws IOException {
        attempt.start().print("loss 1\n");
        var work = Files.createDirectories(attempt.folder.work());
        Files.writeString(work.resolve("metrics.csv"), "step,acc\n1,0.5\n2,0.25");
        Files.writeString(attempt.folder.metrics(), "{\"_type\": \"progress\", \"step\": 3, \"total\": 10}\nlr=0.1\n");
        attempt.exit();
        var heard = new ArrayList<String>();
        var recorder = recorder(new SpoolMemory());
        recorder.listen((source, samples) -> samples.forEach(sample -> heard.add(source.name() + " " + sample.name())));
        recorder.record(facts, buffer);

        assertThat(heard).contains("stdout loss", "metrics lr", "file:metrics.csv acc");
        assertThat(events()).filteredOn(Event.Progress.class::isInstance).hasSize(1);
        assertThat(samples()).filteredOn(sample -> sample.name().equals("acc")).hasSize(2);
        assertThat(recorder.end()).isPresent();
    }

    @Test
    void whatIsInTheSpoolOfAFileIsPassedOver() throws IOException {
        attempt.start();
        var file = Files.createDirectories(attempt.folder.work()).resolve("trainer_state.json");
        Files.writeString(file, "{\"log_history\": [{\"loss\": 1, \"step\": 5}]}");
        recorder(new SpoolMemory()).record(facts, buffer);
        var memory = new SpoolMemory();
        Spool.open(attempt.folder.spool(), memory::learn).close();
        Files.writeString(file, "{\"log_history\": [{\"loss\": 1, \"step\": 5}, {\"loss\": 2, \"step\": 6}]}");

        recorder(memory).record(facts, buffer);

        assertThat(samples()).extracting(MetricSample::step).containsExactly(5.0, 6.0);
        assertThat(samples()).extracting(MetricSample::offset).containsExactly(1L, 2L);
    }

    private AttemptRecorder recorder(SpoolMemory memory) {
        return recorder(memory, spool);
    }

    private AttemptRecorder recorder(SpoolMemory memory, Spool into) {
        var orders = new KidOrders(attempt.key, home.resolve("endpoint").toString(), List.of(), JsonObject.empty());
        return new AttemptRecorder(attempt.folder, orders, into, memory, () -> Instant.EPOCH);
    }

    private List<Event> events() throws IOException {
        var events = new ArrayList<Event>();
        Spool.open(attempt.folder.spool(), record -> events.add(record.event())).close();
        return events;
    }

    private List<MetricSample> samples() throws IOException {
        return events().stream()
                .filter(Event.Metrics.class::isInstance)
                .flatMap(event -> ((Event.Metrics) event).samples().stream())
                .toList();
    }
}
