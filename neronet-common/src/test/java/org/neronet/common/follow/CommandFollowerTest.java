package org.neronet.common.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neronet.common.event.MetricSource;
import org.neronet.common.experiment.AttemptFolder;
import org.neronet.common.json.Json;
import org.neronet.common.testing.Await;

class CommandFollowerTest {
    @TempDir
    Path root;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final byte[] buffer = new byte[1024];

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(root.resolve("work"));
        Files.writeString(root.resolve("start"), "");
    }

    @Test
    void aProgramTurnsLinesIntoMetrics() throws Exception {
        Files.writeString(root.resolve("stdout"), "1 0.5\n2 0.25\n");
        var script = "while read a b; do echo \\\"step=$a loss=$b\\\"; done";

        assertThat(run("{\"metrics\": {\"read\": [{\"from\": \"stdout\", \"command\": \"" + script + "\"}]}}"))
                .containsExactly("loss 1 0.5", "loss 2 0.25");
    }

    @Test
    void aProgramIsRunByItself() throws Exception {
        Files.writeString(root.resolve("work/energy"), "Potential -5\n");

        assertThat(run("{\"metrics\": {\"read\": [{\"command\": \"cat energy\", \"every\": \"1s\"}]}}"))
                .startsWith("Potential 0 -5.0", "Potential 1 -5.0");
    }

    @Test
    void whatIsKnownIsPassedOver() throws Exception {
        Files.writeString(root.resolve("stdout"), "loss 1\nloss 2\nloss 3\n");
        var watch = "{\"metrics\": {\"read\": [{\"from\": \"stdout\", \"command\": \"cat\"}]}}";

        assertThat(run(watch, source -> 2)).containsExactly("loss 2 3.0");
    }

    @Test
    void aProgramThatFailsIsOneWarning() throws Exception {
        var follower = follower(
                "{\"metrics\": {\"read\": [{\"command\": \"echo loss 1; echo bad >&2; exit 3\"}]}}", Known.nothing());

        assertThat(settle(follower)).isNotEmpty();
        assertThat(follower.warnings()).hasSize(1).first().asString().contains("ended with 3: bad");
    }

    @Test
    void aProgramThatDoesNotEndIsEnded() throws Exception {
        var follower = follower("{\"metrics\": {\"read\": [{\"command\": \"sleep 100\"}]}}", Known.nothing());

        assertThat(settle(follower)).isEmpty();
        assertThat(follower.warnings()).first().asString().contains("did not end in time");
    }

    @Test
    void theOriginalsProcessorsRun() throws Exception {
        Files.writeString(root.resolve("stdout"), "1, 0.5\n2, 0.25\n");
        Files.writeString(root.resolve("work/out.txt"), "7 8\n");
        Files.writeString(root.resolve("work/my_reader.py"), """
                def read_file(text, name):
                    print("noise")
                    return {name: [float(word) for word in text.split()], "note": "x"}

                def read_line(line, names):
                    return dict(zip(names.split(), map(float, line.split(","))))
                """);
        var lines = run("{\"output_line_processor\": {\"stdout.log\": \"my_reader read_line 'a b'\"},"
                + " \"output_file_processor\": {\"out.txt\": \"my_reader read_file value\"}}");

        assertThat(lines).contains("a 0 1.0", "b 0 0.5", "a 1 2.0", "b 1 0.25", "value 0 7.0", "value 1 8.0");
        assertThat(root.resolve("work/__pycache__")).doesNotExist();
    }

    @Test
    void theReadersThatCameWithTheOriginalAreThere() throws Exception {
        Files.writeString(root.resolve("stdout"), "1;2\n3;4\n");
        var watch = "{\"output_line_processor\": {\"stdout.log\": \"neronet.scripts.example line_reader 'x y' ';'\"},"
                + " \"output_file_processor\": {\"stdout.log\": \"example file_reader 'u v' ';'\"}}";

        assertThat(run(watch)).contains("x 0 1.0", "y 1 4.0", "u 0 1.0", "v 1 4.0");
    }

    @Test
    void aMissingModuleIsSaid() throws Exception {
        Files.writeString(root.resolve("stdout"), "1\n");
        var follower = follower("{\"output_line_processor\": {\"stdout.log\": \"no_such read\"}}", Known.nothing());

        settle(follower);
        assertThat(follower.warnings()).first().asString().contains("no_such");
    }

    private List<String> run(String watch) throws Exception {
        return run(watch, Known.nothing());
    }

    private List<String> run(String watch, Known known) throws Exception {
        var follower = follower(watch, known);
        var lines = new ArrayList<String>();
        Await.until(LIMIT, () -> "it said " + follower.warnings(), () -> {
            lines.addAll(read(follower));
            return !lines.isEmpty();
        });
        lines.addAll(settle(follower));
        return lines;
    }

    private AttemptFollower follower(String watch, Known known) throws IOException {
        return AttemptFollower.of(new AttemptFolder(root), Json.parseObject(watch), List.of(), known)
                .withCommands();
    }

    private List<String> settle(AttemptFollower follower) throws Exception {
        var lines = new ArrayList<String>();
        Await.until(LIMIT, () -> "it said " + follower.warnings(), () -> {
            boolean done = follower.settle();
            lines.addAll(read(follower));
            return done;
        });
        return lines;
    }

    private List<String> read(AttemptFollower follower) {
        try {
            follower.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var lines = new ArrayList<String>();
        for (var batch : follower.found()) {
            if (!batch.source().equals(MetricSource.STDOUT)) {
                batch.samples().forEach(s -> lines.add(s.name() + " " + (long) s.step() + " " + s.value()));
            }
        }
        follower.found().clear();
        return lines;
    }
}
