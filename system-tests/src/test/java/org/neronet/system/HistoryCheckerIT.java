package org.neronet.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.EventJson;
import org.neronet.common.event.MetricSample;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.experiment.AttemptState;
import org.neronet.common.json.JsonObject;

/** The checker of recorded histories finds what is wrong with one, and nothing wrong with one that is right. */
class HistoryCheckerIT {
    private static final AttemptKey KEY = new AttemptKey("0123456789abcdef".repeat(2), 4, 1);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Event ENDED =
            new Event.Ended(KEY, NOW, AttemptState.FINISHED, Optional.of(0), "exit 0", "exit file");
    private static final Event STARTED = new Event.Started(KEY, NOW, "node1", Optional.of("7_1"));

    private final List<String> starts = new ArrayList<>(List.of("4 1 7"));
    private final List<JsonObject> journal = new ArrayList<>();
    private AttemptFolder attempt;
    private long seq;

    @TempDir
    Path temp;

    @BeforeEach
    void runOneWell() throws IOException {
        attempt = new AttemptFolder(Files.createDirectories(temp.resolve(KEY.folderName())));
        Files.writeString(attempt.claim(), "job=7_1 restart=0 host=node1\n");
        Files.writeString(attempt.start(), "host=node1\n");
        Files.writeString(attempt.exit(), "code=0\n");
        Files.writeString(attempt.root().resolve("stdout"), "loss 0.5\nloss 1.5\n");
        journal.add(JsonObject.of("kept", KEY.toJson()));
        happened(new Event.Submitted(KEY, NOW));
        happened(new Event.Queued(KEY, NOW, Optional.of("7_1")));
        happened(STARTED);
        reported(1, metrics(9, 0.5));
        reported(2, metrics(18, 1.5));
        happened(ENDED);
    }

    @Test
    void aHistoryThatIsRightHasNoFaults() throws IOException {
        happened(new Event.Warned(KEY, NOW, "a late word"));

        assertThat(faults()).isEmpty();
    }

    @Test
    void anAttemptHasOneEnd() throws IOException {
        happened(STARTED);
        assertThat(faults()).anyMatch(fault -> fault.startsWith("P1") && fault.contains("goes on"));

        happened(ENDED);
        assertThat(faults()).anyMatch(fault -> fault.contains("has 2 ends"));

        journal.removeIf(line -> line.toString().contains("Ended"));
        assertThat(faults()).anyMatch(fault -> fault.contains("has 0 ends"));
    }

    @Test
    void itsEndIsWhatTheProgramLeftWith() throws IOException {
        Files.writeString(attempt.exit(), "code=3\n");

        assertThat(faults()).anyMatch(fault -> fault.startsWith("P1") && fault.contains("left with"));
    }

    @Test
    void aProgramStartsOnce() throws IOException {
        starts.add("4 1 8");
        assertThat(faults()).anyMatch(fault -> fault.startsWith("P2"));

        starts.clear();
        assertThat(faults()).as("none").anyMatch(fault -> fault.startsWith("P2"));
    }

    @Test
    void whoStartsItHasTheClaim() throws IOException {
        Files.writeString(attempt.claim(), "job=8_1 restart=0 host=node1\n");
        assertThat(faults()).anyMatch(fault -> fault.startsWith("P2"));

        starts.add("5 1 7");
        assertThat(faults()).contains("P2: nobody asked for the start 5 1 7");
    }

    @Test
    void whatEndedWithACodeHasStarted() throws IOException {
        Files.delete(attempt.start());
        starts.clear();

        assertThat(faults()).anyMatch(fault -> fault.contains("ended without a start"));
    }

    @Test
    void noValueIsLost() throws IOException {
        Files.writeString(attempt.root().resolve("stdout"), "loss 0.5\nloss 1.5\nloss 2.5\n");

        assertThat(faults()).anyMatch(fault -> fault.startsWith("P3"));
    }

    @Test
    void noRecordAndNoValueIsThereTwice() throws IOException {
        reported(2, metrics(27, 2.5));
        assertThat(faults()).anyMatch(fault -> fault.contains("record twice"));

        reported(3, metrics(18, 1.5));
        assertThat(faults()).anyMatch(fault -> fault.contains("samples twice"));

        seq = 0;
        happened(new Event.Warned(KEY, NOW, "again"));
        assertThat(faults()).contains("P4: number 1 after 8");
    }

    @Test
    void aSpoiltLineIsAFaultAndATornLastOneIsNot() throws IOException {
        write();
        var file = temp.resolve("000001.log");
        Files.writeString(file, Files.readString(file) + "0badbeef {\"seq\":9,\"ev");
        assertThat(check()).isEmpty();

        Files.writeString(file, Files.readString(file).replace("node1", "node2"));
        assertThat(check()).contains("000001.log line 4");
    }

    private static Event metrics(long offset, double value) {
        return new Event.Metrics(KEY, NOW, MetricSource.STDOUT, List.of(new MetricSample("loss", 0, value, offset)));
    }

    private void happened(Event event) {
        journal.add(JsonObject.of("seq", ++seq).with("event", EventJson.write(event)));
    }

    private void reported(long number, Event event) {
        journal.add(JsonObject.of("seq", ++seq).with("record", number).with("event", EventJson.write(event)));
    }

    private List<String> faults() throws IOException {
        write();
        return check();
    }

    private List<String> check() {
        return new HistoryChecker(RecordedHistory.read(temp), starts, temp).faults();
    }

    private void write() throws IOException {
        var text = new StringBuilder();
        for (var line : journal) {
            var crc = new CRC32C();
            crc.update(line.toString().getBytes(StandardCharsets.UTF_8));
            text.append(HexFormat.of().toHexDigits((int) crc.getValue()) + " " + line + "\n");
        }
        Files.writeString(temp.resolve("000001.log"), text);
    }
}
