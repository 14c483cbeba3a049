package org.neronet.kid.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.Event;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.experiment.AttemptKey;
import org.neronet.common.json.JsonObject;
import org.neronet.common.process.CommandResult;
import org.neronet.common.rule.ResourceReading;
import org.neronet.kid.report.Spool;
import org.neronet.kid.testing.FakeHost;

class ResourceRecorderTest {
    private static final AttemptKey KEY = new AttemptKey("0".repeat(32), 1, 1);
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    @TempDir
    Path temp;

    private final List<ResourceReading> readings = new ArrayList<>();
    private final SpoolMemory memory = new SpoolMemory();
    private Instant now = START;
    private AttemptFolder folder;
    private Spool spool;
    private ResourceRecorder recorder;

    @BeforeEach
    void open() throws IOException {
        new FakeHost(temp).process(100, 1, 100, 50, 10, 10);
        folder = new AttemptFolder(Files.createDirectory(temp.resolve("attempt")));
        spool = Spool.open(folder.spool(), record -> {});
        var node = new NodeUse(temp, Map.of(), (argv, limit) -> new CommandResult(1, "", "", false));
        recorder = new ResourceRecorder(folder, KEY, spool, memory, () -> now, node);
        recorder.listen(readings::add);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void itIsMeasuredOftenAtFirstAndKeptRarelyAfterAnHour() throws IOException {
        begin();

        assertThat(kept(0, 59)).isEqualTo(12);
        assertThat(kept(60, 3_599)).isEqualTo(236);
        int before = readings.size();
        assertThat(kept(3_600, 7_199)).isEqualTo(60);
        assertThat(readings).hasSize(before + 720);
    }

    @Test
    void rulesHearWhatWasMeasured() throws IOException {
        begin();
        Files.writeString(folder.root().resolve("stdout"), "12345");

        kept(0, 0);

        var reading = readings.get(0);
        assertThat(reading.cpuSeconds()).hasValue(0.5);
        assertThat(reading.rssBytes()).hasValue(40_960);
        assertThat(reading.outputBytes()).hasValue(5);
        assertThat(reading.gpuPercent()).isEmpty();
        assertThat(reading.diskFreeBytes().orElseThrow()).isPositive();
    }

    @Test
    void nothingIsToldBeforeTheEnvironmentAndTheStart() throws IOException {
        assertThat(kept(0, 20)).isZero();
        memory.learn(new Event.Environment(KEY, START, JsonObject.empty()));
        assertThat(kept(21, 40)).isZero();
    }

    @Test
    void aClockThatGoesBackDoesNotTakeBackOffsets() throws IOException {
        begin();
        kept(100, 100);
        long before = memory.offset(MetricSource.RESOURCES);

        now = START.minusSeconds(5);
        var again = new ResourceRecorder(
                folder, KEY, spool, memory, () -> now, new NodeUse(temp, Map.of(), (argv, limit) -> null));
        again.record();

        assertThat(memory.offset(MetricSource.RESOURCES)).isEqualTo(before + 1);
    }

    private void begin() throws IOException {
        Files.writeString(folder.start(), "time=1700000000\nprogram=100\nprogram_ticks=500\nboot=boot-1\n");
        memory.learn(new Event.Environment(KEY, START, JsonObject.empty()));
    }

    /** How many measurements went into the spool when it was called every second. */
    private long kept(int from, int to) throws IOException {
        long before = spool.last();
        for (int second = from; second <= to; second++) {
            now = START.plusSeconds(second);
            recorder.record();
        }
        return spool.last() - before;
    }
}
